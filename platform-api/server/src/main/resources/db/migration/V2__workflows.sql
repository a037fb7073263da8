-- Definitions by name, each with its history of revisions.
create table workflows (
    tenant   text        not null,
    name     text        not null,
    revision integer     not null,   -- the latest
    primary key (tenant, name)
);

create table revisions (
    tenant      text        not null,
    name        text        not null,
    revision    integer     not null,
    hash        text        not null,   -- SHA-256 of the canonical form
    definition  json        not null,   -- the order of keys is kept
    source      text        not null,
    description text,
    tags        text[]      not null,
    saved_at    timestamptz not null,
    saved_by    text        not null,
    primary key (tenant, name, revision),
    foreign key (tenant, name) references workflows on delete cascade
);
