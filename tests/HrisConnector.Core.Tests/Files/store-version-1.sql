-- A store as the first version of the schema left it, after one run of two users and one inactive line.
CREATE TABLE custom_field (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE);
CREATE TABLE custom_value (
    user_id INTEGER NOT NULL REFERENCES user (id),
    field_id INTEGER NOT NULL REFERENCES custom_field (id),
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, field_id)) WITHOUT ROWID;
CREATE TABLE ledger (
    key TEXT NOT NULL PRIMARY KEY,
    user_id TEXT,
    fingerprint BLOB NOT NULL,
    state INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "ledger" VALUES('a','1',X'25AF86E45E30FCB4D23B86891142223E',1);
INSERT INTO "ledger" VALUES('b','2',X'EE0BD9D2E80CA0C7B74A78C5CB25D39B',1);
INSERT INTO "ledger" VALUES('c',NULL,X'FF45812A6AA34BEBAD1948904D19505B',0);
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    status INTEGER NOT NULL,
    start_date INTEGER NOT NULL,
    end_date INTEGER,
    lines INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    ignored INTEGER NOT NULL DEFAULT 0,
    no_groups_match INTEGER,
    unchanged INTEGER NOT NULL DEFAULT 0,
    logs TEXT,
    json_log TEXT,
    csv_log TEXT);
INSERT INTO "run" VALUES(1,'users.csv',1,1795443102602,1795443102716,3,2,0,0,0,0,NULL,1,NULL,'000001_users.csv.json','000001_users.csv.csv');
CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    unique_id TEXT,
    unique_id_key TEXT UNIQUE,
    email TEXT,
    email_key TEXT,
    first_name TEXT,
    last_name TEXT,
    title TEXT,
    organization TEXT,
    language TEXT,
    phone TEXT,
    username TEXT,
    manager_id INTEGER REFERENCES user (id),
    archived INTEGER NOT NULL DEFAULT 0);
INSERT INTO "user" VALUES(1,'A','a','a@example.org','a@example.org','Anna','First','Chief',NULL,'en',NULL,NULL,NULL,0);
INSERT INTO "user" VALUES(2,'B','b','b@example.org','b@example.org','Bert','Last',NULL,NULL,'en',NULL,NULL,1,0);
CREATE INDEX user_email ON user (email_key);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('run',1);
PRAGMA user_version = 1;
