-- What workers say of attempts while they run: telemetry, of which some may get lost, and by which
-- no step ends. A row for each step that is worked on; gone soon after. Not logged: after a crash
-- of PostgreSQL the table is empty, and the next telemetry fills it again.

create unlogged table attempts (
    accepted     timestamptz(3) not null,
    at           timestamptz(3) not null,    -- of the last that was said, by the worker's clock
    began        timestamptz(3),
    retry        timestamptz(3),             -- when the next attempt is due
    done         bigint,                     -- these three: how far it says it is
    total        bigint,
    attempt      int not null,
    state        step_state not null,        -- RUNNING, RETRYING; QUEUED: its worker was stopped
    over         boolean not null,           -- it has ended, and what that means the run will say
    tenant       text collate "C" not null,
    run          text collate "C" not null,
    path         text collate "C" not null,
    temporal_run text collate "C" not null,
    worker       text not null,
    message      text,
    error        json,
    primary key (tenant, run, path)
) with (fillfactor = 50);
