BEGIN TRANSACTION;
CREATE TABLE cramp (
        id TEXT PRIMARY KEY, began_ms INTEGER NOT NULL, began_offset INTEGER NOT NULL, muscle TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right', 'both')), severity INTEGER CHECK (severity BETWEEN 0 AND 10),
        length_ms INTEGER CHECK (length_ms >= 0), at_least INTEGER NOT NULL,
        ended TEXT NOT NULL CHECK (ended IN ('eased', 'left', 'unknown')), returned INTEGER NOT NULL,
        moment TEXT, came_with TEXT NOT NULL, techniques TEXT NOT NULL, eased_on TEXT, signs TEXT NOT NULL,
        note TEXT, seen_ms INTEGER NOT NULL
    ) STRICT;
INSERT INTO "cramp" VALUES('20251113T021234567Z',1763003600000,60,'calf','left',6,161000,0,'eased',1,NULL,'["heat"]','["toe pull", "rub"]','rub','[["swollen", "One leg swollen", 1763003630000, 60]]',NULL,1763003800000);
INSERT INTO "cramp" VALUES('20251113T041234567Z',1763010800000,60,'foot',NULL,NULL,9000,1,'left',0,NULL,'[]','["pull"]',NULL,'[]',NULL,1763010812000);
INSERT INTO "cramp" VALUES('feedfacefeedfacefeedfacefeedface',1763604800000,0,'hamstring','both',8,240000,1,'unknown',0,'asleep','["sitting", "heat"]','[]',NULL,'[]','after the hills
second line',0);
CREATE TABLE health (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('medicine', 'condition', 'pregnancy')),
        text TEXT NOT NULL, since TEXT, changed TEXT
    ) STRICT;
INSERT INTO "health" VALUES('h1','medicine','Simvastatin 20 mg','2026-01','2026-10');
INSERT INTO "health" VALUES('h2','pregnancy','month five',NULL,NULL);
INSERT INTO "health" VALUES('h3','condition','spinal stenosis',NULL,NULL);
CREATE TABLE session (
        id TEXT PRIMARY KEY, started_ms INTEGER NOT NULL, started_offset INTEGER NOT NULL,
        routine TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('playing', 'finished', 'left', 'interrupted')),
        planned_ms INTEGER NOT NULL, done_ms INTEGER NOT NULL, position_ms INTEGER NOT NULL,
        segment INTEGER NOT NULL, into_ms INTEGER NOT NULL, steps_done INTEGER NOT NULL, steps_skipped INTEGER NOT NULL,
        steps_extended INTEGER NOT NULL, felt INTEGER CHECK (felt BETWEEN 1 AND 5),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        updated_ms INTEGER NOT NULL, pid INTEGER NOT NULL, resumable INTEGER NOT NULL, how TEXT NOT NULL
    ) STRICT;
INSERT INTO "session" VALUES('0123456789abcdef0123456789abcdea',1763000000000,60,'night-calf-hamstring','Night: calves and hamstrings','/r/night.yaml','finished',235000,235000,235000,17,9000,4,0,0,4,NULL,NULL,1763000240000,77,0,'{"first": null, "fit": null}');
INSERT INTO "session" VALUES('0123456789abcdef0123456789abcdeb',1763086400000,60,'desk-break','Desk break','/r/desk.yaml','finished',330000,330000,330000,20,9000,6,0,0,NULL,NULL,NULL,1763086405500,78,0,'{}');
INSERT INTO "session" VALUES('0123456789abcdef0123456789abcdec',1763172800000,60,'hips','Hips','/r/hips.yaml','left',600000,61000,61000,3,1000,2,1,1,NULL,3,NULL,1763172870000,79,1,'{"first": "right", "fit": null}');
INSERT INTO "session" VALUES('0123456789abcdef0123456789abcded',1763259200000,60,'night-calf-hamstring','Night: calves and hamstrings','/r/night.yaml','finished',235000,2800,235000,17,0,0,4,0,NULL,NULL,NULL,1763259203000,80,0,'{}');
CREATE TABLE step (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, "index" INTEGER NOT NULL,
        name TEXT NOT NULL, move TEXT, kind TEXT NOT NULL, side TEXT, planned_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'left')),
        muscles TEXT NOT NULL, PRIMARY KEY (session, "index")
    ) STRICT, WITHOUT ROWID;
INSERT INTO "step" VALUES('0123456789abcdef0123456789abcdea',1,'Wall calf stretch','calf-wall','stretch','left',30000,30000,'done','["gastrocnemius", "soleus"]');
INSERT INTO "step" VALUES('0123456789abcdef0123456789abcdea',3,'Wall calf stretch','calf-wall','stretch','right',30000,25000,'skipped','["gastrocnemius", "soleus"]');
INSERT INTO "step" VALUES('0123456789abcdef0123456789abcdec',1,'Figure four','figure-four','stretch','left',40000,40000,'done','["hips"]');
INSERT INTO "step" VALUES('0123456789abcdef0123456789abcded',1,'Wall calf stretch','calf-wall','stretch','left',30000,1500,'skipped','["gastrocnemius"]');
INSERT INTO "step" VALUES('0123456789abcdef0123456789abcded',3,'Wall calf stretch','calf-wall','stretch','right',30000,1300,'skipped','["gastrocnemius"]');
CREATE INDEX session_started ON session (started_ms);
CREATE INDEX session_open ON session (resumable) WHERE resumable = 1;
CREATE INDEX cramp_began ON cramp (began_ms);
COMMIT;
PRAGMA user_version = 1;
