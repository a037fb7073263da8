-- What tasks logged, as long as `lovage.logs.retention` says: a partition for each day that the api
-- stored it, so that a day goes at once. Lines of a run come through one partition of Kafka, one
-- transaction after another, so within a run their ids grow in the order in which they can be read.

create type log_level as enum ('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR');

create sequence log_ids;

create table logs (
    id      bigint not null default nextval('log_ids'),
    at      timestamptz(3) not null,         -- by the worker's clock
    day     date not null default (now() at time zone 'UTC')::date,
    attempt int not null,
    level   log_level not null,
    tenant  text collate "C" not null,
    run     text collate "C" not null,
    path    text collate "C" not null,
    logger  text not null,
    message text not null,
    primary key (tenant, run, id, day)
) partition by range (day);

-- Makes the partitions of today and three days more, by UTC, and drops those that are older than
-- `keep`. Can be repeated, and by several at once.
create function keep_logs(keep interval) returns void language plpgsql as $$
declare
    today date := (now() at time zone 'UTC')::date;
    day   date;
    child text;
begin
    perform pg_advisory_xact_lock(hashtext('lovage.logs'));
    for i in 0 .. 3 loop
        day := today + i;
        child := 'logs_' || to_char(day, 'YYYY_MM_DD');
        continue when to_regclass(child) is not null;
        execute format('create table %I (like logs including all)', child);
        execute format(
            'alter table logs attach partition %I for values from (%L) to (%L)',
            child, day, day + 1);
    end loop;
    for child in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'logs'::regclass
    loop
        day := to_date(right(child, 10), 'YYYY_MM_DD');
        if (day + 1) at time zone 'UTC' <= now() - keep then
            execute format('drop table %I', child);
        end if;
    end loop;
end
$$;

-- How far each partition of the topic of logs was read; moved in the transaction that stores.
create table log_offsets (
    topic       text collate "C" not null,
    partition   int not null,
    next_offset bigint not null,
    primary key (topic, partition)
) with (fillfactor = 50);
