-- Where in its run a value stands that rows leave out: the path of a step, `input` or `result`.
-- Empty for a value that a worker keeps by reference: the reference itself says where it is.
alter table blobs add column places text[] not null default '{}';
