-- What a step waits for: the name of the signal of an `await` while it waits, and the moment at
-- which it, or a `wait`, is over.
alter table steps add column until timestamptz, add column awaits text collate "C";

-- all that somebody waits for now, the longest first; a column that is null for every other step,
-- so that their changes of state touch no index
create index steps_awaited on steps (tenant, queued, run, path) where awaits is not null;
