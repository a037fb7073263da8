-- Runs that are steps of others.
alter table steps add column child text collate "C";     -- id of the run that a flow is; its size is the revision
alter table runs add column origin_at text collate "C";  -- path of the step in the run `origin_by`, where that started it
