-- The audit is read: each change with what came of it, newest first, of one subject, of one person,
-- of one action.

-- What a row is about; an approval is about its run. Cut, because an index takes no long texts.
create function audit_about(resource text) returns text
    language sql immutable strict parallel safe
    return left(regexp_replace(resource, '^approval/.*@', 'run/'), 500);

create index audit_about on audit (tenant, audit_about(resource), at, seq)
    where outcome in ('requested', 'denied');
create index audit_actor on audit (tenant, actor, at, seq)
    where outcome in ('requested', 'denied');
create index audit_action on audit (tenant, action, at, seq)
    where outcome in ('requested', 'denied');
