-- Which topic of that name a position is of: one that was deleted and made again has another id, and
-- is read from its beginning. Absent until a reader of this version has asked Kafka.
alter table projector_offsets add column topic_id text collate "C";
alter table log_offsets add column topic_id text collate "C";

-- As in projector_offsets.
alter table log_offsets add column as_of timestamptz not null default 'epoch';
