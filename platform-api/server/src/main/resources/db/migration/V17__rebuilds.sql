-- Rebuilds of the read model: who asked, how far it is, what came of it.
create table rebuilds (
    id      bigint generated always as identity primary key,
    started timestamptz not null default now(),
    ended   timestamptz,
    applied bigint not null default 0,       -- records of Kafka
    total   bigint not null default 0,
    asked   text not null,                   -- by whom
    state   text not null default 'RUNNING', -- RUNNING, DONE, FAILED
    result  json,
    message text                             -- why it failed
);

-- What the read model says, as one number for runs and one for steps: the same rows give the same
-- whatever order they were written in. Of each row it takes what events tell; not what only the
-- acceptance knows (input, tags, origin, repetition), nor overlays, nor how often a row was told.
create function read_model_hash() returns text language sql stable as $$
    select (select to_hex(coalesce(bit_xor(hashtextextended(row(
                accepted, tenant, run, temporal_run, definition, revision, queue, generation,
                epoch, seq, status, started, ended, reason,
                result::text, error::text, counts::text)::text, 0)), 0)) from runs)
        || '-' ||
        (select to_hex(coalesce(bit_xor(hashtextextended(row(
                accepted, tenant, run, path, part, generation, epoch, seq, state, attempt,
                queued, started, ended, kind, task, queue, activity, size, awaits, until, child,
                value::text, error::text)::text, 0)), 0)) from steps)
$$;
