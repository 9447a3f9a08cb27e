-- A store as the second version of the schema left it, after one run of two users and one inactive line with the rule Chiefs.
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
    state INTEGER NOT NULL, given_groups TEXT) WITHOUT ROWID;
INSERT INTO "ledger" VALUES('a','1',X'2C19F85C85C96D95002480E52A34A7D8',1,'5');
INSERT INTO "ledger" VALUES('b','2',X'FD0CAACBDD5441D75FDE498AFB02A2B5',1,'6');
INSERT INTO "ledger" VALUES('c',NULL,X'FF45812A6AA34BEBAD1948904D19505B',0,NULL);
CREATE TABLE managed_group (
    group_id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
INSERT INTO "managed_group" VALUES('5');
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
INSERT INTO "run" VALUES(1,'users.csv',2,1795452909136,1795452909417,3,2,0,0,0,0,1,1,NULL,'000001_users.csv.json','000001_users.csv.csv');
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
CREATE TABLE user_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    path_key TEXT NOT NULL UNIQUE,
    public INTEGER NOT NULL);
INSERT INTO "user_group" VALUES(1,'Company','company',0);
INSERT INTO "user_group" VALUES(2,'Company/Sales','company/sales',0);
INSERT INTO "user_group" VALUES(3,'Company/Sales/France','company/sales/france',1);
INSERT INTO "user_group" VALUES(4,'Company/Sales/France/Paris','company/sales/france/paris',1);
INSERT INTO "user_group" VALUES(5,'Company/Board','company/board',0);
INSERT INTO "user_group" VALUES(6,'Guests','guests',0);
CREATE TABLE membership (
    user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, group_id, role)) WITHOUT ROWID;
INSERT INTO "membership" VALUES(1,5,'learner');
INSERT INTO "membership" VALUES(2,6,'learner');
CREATE INDEX user_email ON user (email_key);
CREATE INDEX membership_group ON membership (group_id, role);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('run',1);
INSERT INTO "sqlite_sequence" VALUES('user_group',6);
PRAGMA user_version = 2;
