-- Which run a run repeats, and from which step on, or which step only.

alter table runs
    add column rerun_of   text collate "C",
    add column rerun_from text collate "C",
    add column rerun_only text collate "C";
