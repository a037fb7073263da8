-- Values that are too large to travel with their run. The workers put them here and read them,
-- through the api; a run's history, its events and its rows hold references to them. Each belongs
-- to the run that made it, so a run's values go with it, and what is put twice is kept once.
create table blobs (
    accepted timestamptz(3) not null,        -- of that run
    stored   timestamptz not null default now(),
    tenant   text collate "C" not null,
    run      text collate "C" not null,
    sha256   text collate "C" not null,      -- of the content, in hexadecimal
    type     text not null,
    content  bytea not null,
    primary key (accepted, tenant, run, sha256)
) partition by range (accepted);

-- JSON would be compressed on every write; what is large is mostly written and read once
alter table blobs alter column content set storage external;

create table blobs_default partition of blobs default;

-- Runs whose values were taken away. What is replayed from Kafka brings small ones back, which are
-- taken away again.
create table forgotten (
    accepted timestamptz(3) not null,
    at       timestamptz not null default now(),
    tenant   text collate "C" not null,
    run      text collate "C" not null,
    primary key (tenant, run, accepted)
);

-- As before, and blobs beside runs and steps.
create or replace function make_partitions(ahead int) returns void language plpgsql as $$
declare
    parent text;
    child  text;
    month  timestamp;
begin
    perform pg_advisory_xact_lock(hashtext('lovage.partitions'));
    foreach parent in array array['runs', 'steps', 'blobs'] loop
        for i in -1 .. ahead loop
            month := date_trunc('month', now() at time zone 'UTC') + make_interval(months => i);
            child := parent || to_char(month, '_YYYY_MM');
            continue when to_regclass(child) is not null;
            -- vacuumed early: the states a row has left make room for the next rows
            execute format(
                'create table %I (like %I including all)
                 with (autovacuum_vacuum_scale_factor = 0.05)', child, parent);
            execute format(
                'with moved as (delete from %I where accepted >= %L and accepted < %L returning *)
                 insert into %I select * from moved',
                parent || '_default', month at time zone 'UTC',
                (month + interval '1 month') at time zone 'UTC', child);
            execute format(
                'alter table %I attach partition %I for values from (%L) to (%L)',
                parent, child, month at time zone 'UTC',
                (month + interval '1 month') at time zone 'UTC');
        end loop;
    end loop;
end
$$;

select make_partitions(3);

-- Runs that are open, and those whose values they may need: what they repeat, and what they are a
-- step of.
create view needed_runs as
with recursive needed as (
    select accepted, tenant, run, rerun_of, origin, origin_by from runs
    where status < 'SUCCEEDED'
    union
    select r.accepted, r.tenant, r.run, r.rerun_of, r.origin, r.origin_by
    from needed n join runs r on r.tenant = n.tenant
        and (r.run = n.rerun_of or n.origin = 'flow' and r.run = n.origin_by)
)
select accepted, tenant, run from needed;

-- Drops the oldest month of runs, steps and blobs that lies wholly before `until`, ended before it,
-- and holds nothing that an open run may need. One at a time, and never waits long for a reader.
-- Gives what was dropped, as YYYY_MM; null when nothing was.
create function drop_month(until timestamptz) returns text language plpgsql as $$
declare
    month text;
    first timestamptz;
    after timestamptz;
    found boolean;
begin
    perform pg_advisory_xact_lock(hashtext('lovage.partitions'));
    perform set_config('lock_timeout', '2s', true);
    for month in
        select right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'runs'::regclass and c.relname <> 'runs_default'
        order by 1
    loop
        first := to_date(month, 'YYYY_MM')::timestamp at time zone 'UTC';
        after := (to_date(month, 'YYYY_MM') + interval '1 month') at time zone 'UTC';
        exit when after > until;
        select exists (
            select from runs where accepted >= first and accepted < after and ended >= until)
            into found;
        continue when found;
        select exists (select from needed_runs where accepted >= first and accepted < after)
            into found;
        continue when found;
        -- what a step of a needed run made is handed up to it
        with recursive above as (
            select tenant, origin_by as run from runs
            where accepted >= first and accepted < after and origin = 'flow'
            union
            select r.tenant, r.origin_by
            from above a join runs r on r.tenant = a.tenant and r.run = a.run and r.origin = 'flow'
        )
        select exists (
            select from above join needed_runs n on n.tenant = above.tenant and n.run = above.run)
            into found;
        continue when found;
        execute format('drop table if exists %I, %I, %I',
            'blobs_' || month, 'steps_' || month, 'runs_' || month);
        return month;
    end loop;
    return null;
end
$$;
