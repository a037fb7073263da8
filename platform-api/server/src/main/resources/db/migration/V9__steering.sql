-- Who paused a run, and who decided an approval. Kafka knows neither: unlike the read model this
-- cannot be made again.

create table pauses (
    tenant    text collate "C" not null,
    run       text collate "C" not null,
    at        timestamptz not null,
    paused_by text not null,
    reason    text,
    until     timestamptz,                   -- when it ends by itself
    primary key (tenant, run)
);

create table decisions (
    tenant     text collate "C" not null,
    run        text collate "C" not null,
    path       text collate "C" not null,
    at         timestamptz not null,
    decided_by text not null,
    approved   boolean not null,
    delivered  boolean not null default false, -- Temporal has the signal
    signal     text not null,                -- its id
    comment    text,
    primary key (tenant, run, path)
);
