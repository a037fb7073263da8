-- The events of runs as Kafka had them, for people who look at a run; days long, Kafka keeps them
-- for longer. A partition for each day of the events themselves, by UTC, so that a copy of an event
-- finds the first one, and a day goes at once.

create table event_log (
    at     timestamptz(3) not null,          -- of the event
    seq    bigint not null,                  -- of its last transition; 0: it has none
    tenant text collate "C" not null,
    run    text collate "C" not null,
    id     text collate "C" not null,        -- the event's, equal for copies
    type   text not null,
    data   text not null,                    -- JSON, as it came
    primary key (tenant, run, at, seq, id)
) partition by range (at);

-- What no day has a partition for: told from the future, or before the partition was made.
create table event_log_default partition of event_log default;

-- What happened before is not written down. One row.
create table event_log_kept (
    since timestamptz not null
);

insert into event_log_kept values ('infinity');

-- Makes the partitions of the days that are kept, of today and of three days more, and drops the
-- older ones; of `keep` 0 nothing is kept. Can be repeated, and by several at once.
create function keep_event_log(keep interval) returns void language plpgsql as $$
declare
    today date := (now() at time zone 'UTC')::date;
    first date := ((now() - keep) at time zone 'UTC')::date;
    day   date;
    child text;
begin
    perform pg_advisory_xact_lock(hashtext('lovage.event_log'));
    update event_log_kept set since =
        case when keep > interval '0' then first::timestamp at time zone 'UTC' else 'infinity' end;
    for day in select generate_series(first, today + 3, interval '1 day')::date loop
        child := to_char(day, '"event_log_"YYYY_MM_DD');
        continue when to_regclass(child) is not null;
        execute format('create table %I (like event_log including all)', child);
        execute format(
            'with moved as (delete from event_log_default where at >= %L and at < %L returning *)
             insert into %I select * from moved',
            day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC', child);
        execute format(
            'alter table event_log attach partition %I for values from (%L) to (%L)',
            child, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    end loop;
    delete from event_log_default where at < first::timestamp at time zone 'UTC';
    for child in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'event_log'::regclass and c.relname <> 'event_log_default'
    loop
        if to_date(right(child, 10), 'YYYY_MM_DD') < first then
            execute format('drop table %I', child);
        end if;
    end loop;
end
$$;

select keep_event_log('3 days');
