-- What workers announced of themselves: the newest word of each worker, and of each task. Where a
-- task is served follows from the workers. Rows go a week after they were last seen.

create table workers (
    tenant  text collate "C" not null,
    worker  text collate "C" not null,
    version text not null,
    started timestamptz not null,
    seen    timestamptz not null,
    queues  text[] not null,                 -- as authors name them
    tasks   text[] not null,                 -- names, described below
    primary key (tenant, worker)
) with (fillfactor = 50);

create table tasks (
    tenant      text collate "C" not null,
    name        text collate "C" not null,
    seen        timestamptz not null,
    description text,
    parameters  json not null,
    result      json not null,
    options     json not null,
    primary key (tenant, name)
) with (fillfactor = 50);
