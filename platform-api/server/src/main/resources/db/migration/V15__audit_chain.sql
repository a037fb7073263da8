-- The audit, chained: each of its rows, in the order in which they were sealed, with a hash over the
-- row and the hash before. Rows have no order of their own: a later number may be committed first.
create table audit_chain (
    tenant text collate "C" not null,
    place  bigint not null,              -- in the tenant's chain, from 1
    seq    bigint not null,              -- the row of the audit
    sealed timestamptz not null default now(),
    hash   bytea not null,
    primary key (tenant, place)
);
create unique index audit_chain_seq on audit_chain (tenant, seq);
create index audit_chain_sealed on audit_chain (sealed);
create rule audit_chain_no_update as on update to audit_chain do instead nothing;
create rule audit_chain_no_delete as on delete to audit_chain do instead nothing;

-- what was asked for, until it is known what came of it
create index audit_requested on audit (at) where outcome = 'requested';
create index audit_at on audit (at);
