-- How many runs there are by state, and how long those that ended took: for each workflow and hour
-- of acceptance one row per state and piece of a fixed scale of durations. Kept by the statements
-- that write `runs`, whoever makes them, from the old row to the new one: so they are exact however
-- often something is told, and after every reset.
--
-- Only runs of which an event was applied are counted: acceptances would all wait for one row.

create table run_counts (
    runs       bigint not null,
    hour       timestamptz(0) not null,      -- of acceptance, by UTC
    status     run_status not null,
    took       smallint not null,            -- took_bucket, or -1: has not ended
    tenant     text collate "C" not null,
    definition text collate "C" not null,
    primary key (tenant, definition, hour, status, took)
) with (fillfactor = 50);

-- The piece of the scale that a duration falls into: 16 to each doubling, to the ms below 16 ms.
create function took_bucket(took interval) returns smallint
language sql immutable strict parallel safe
return (
    with
    whole as (
        select least(greatest(floor(extract(epoch from took) * 1000), 0), (1::bigint << 46) - 1)
            ::bigint as ms),
    log as (select ms, length(ltrim(ms::bit(47)::text, '0')) - 1 as two from whole)
    select case when ms < 16 then ms else 16 * (two - 3) + ((ms >> (two - 4)) & 15) end from log);

-- The longest duration of a piece, in ms.
create function took_at_most(took smallint) returns bigint
language sql immutable strict parallel safe
return case when took < 16 then took
    else ((17 + took % 16)::bigint << (took / 16 - 1)) - 1 end;

-- A run's piece; -1 as long as it has not ended.
create function run_took(
    status run_status, accepted timestamptz, started timestamptz, ended timestamptz)
returns smallint
language sql immutable parallel safe
return case when status < 'SUCCEEDED' then -1::smallint
    else coalesce(took_bucket(ended - coalesce(started, accepted)), 0::smallint) end;

-- What `run_counts` has to say, counted from the rows.
create view counted_runs as
    select count(*) as runs, date_trunc('hour', accepted, 'UTC') as hour, status,
        run_took(status, accepted, started, ended) as took, tenant, definition
    from runs where version > 0
    group by tenant, definition, 2, status, 4;

-- Adds what a statement changed. The rows are locked in the order of their keys, everywhere.
create function count_runs() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from now_is where version > 0) then
            return null;
        end if;
    end if;
    execute format(
        'insert into run_counts as c (runs, hour, status, took, tenant, definition)
         select sum(n), date_trunc(''hour'', accepted, ''UTC''), status,
             run_took(status, accepted, started, ended), tenant, definition
         from (%s) changed where version > 0
         group by tenant, definition, 2, status, 4
         having sum(n) <> 0
         order by tenant, definition, 2, status, 4
         on conflict (tenant, definition, hour, status, took)
             do update set runs = c.runs + excluded.runs',
        case tg_op
            when 'INSERT' then 'select 1 as n, * from now_is'
            when 'UPDATE' then 'select 1 as n, * from now_is union all select -1, * from was'
            else 'select -1 as n, * from was' end);
    return null;
end
$$;

create trigger count_inserted after insert on runs
    referencing new table as now_is for each statement execute function count_runs();
create trigger count_updated after update on runs
    referencing old table as was new table as now_is
    for each statement execute function count_runs();
create trigger count_deleted after delete on runs
    referencing old table as was for each statement execute function count_runs();

insert into run_counts (runs, hour, status, took, tenant, definition)
select runs, hour, status, took, tenant, definition from counted_runs;
