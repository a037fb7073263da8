-- What a step waits for: the name of the signal of an `await`, and the moment at which it, or a
-- `wait`, is over.
alter table steps add column until timestamptz, add column awaits text collate "C";

-- all that somebody waits for now, the longest first
create index steps_awaited on steps (tenant, queued, run, path)
    where kind = 'await' and state = 'WAITING';
