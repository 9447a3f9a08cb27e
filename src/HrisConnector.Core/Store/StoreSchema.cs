using System.Collections.Generic;

namespace HrisConnector.Core.Store;

/// <summary>The tables of a connector's store.</summary>
internal static class StoreSchema
{
    /// <summary>The versions, each from the one before it. A version that was released never changes.</summary>
    /// <remarks>
    /// Times are milliseconds since 1970 in UTC. Keys (<c>key</c>, <c>unique_id_key</c>, <c>email_key</c>) are folded by
    /// <see cref="Text.MatchKey"/>. E-mail addresses are not unique here: two users may swap theirs, and sharing can be allowed; the
    /// plan and the directory's own check see to it.
    /// </remarks>
    public static readonly IReadOnlyList<string> Versions = [Version1, Version2, Unlogged, Undo, Journal];

    private const string Version1 =
        """
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
        CREATE TABLE ledger (
            key TEXT NOT NULL PRIMARY KEY,
            user_id TEXT,
            fingerprint BLOB NOT NULL,
            state INTEGER NOT NULL) WITHOUT ROWID;
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
        CREATE INDEX user_email ON user (email_key);
        CREATE TABLE custom_field (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE custom_value (
            user_id INTEGER NOT NULL REFERENCES user (id),
            field_id INTEGER NOT NULL REFERENCES custom_field (id),
            value TEXT NOT NULL,
            PRIMARY KEY (user_id, field_id)) WITHOUT ROWID;
        """;

    // Groups and their members, what the ledger remembers of the groups that it gave (ids joined by commas), and the groups that
    // rules were in charge of when they were last applied.
    private const string Version2 =
        """
        CREATE TABLE user_group (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL,
            path_key TEXT NOT NULL UNIQUE,
            public INTEGER NOT NULL);
        CREATE TABLE membership (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            group_id INTEGER NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            PRIMARY KEY (user_id, group_id, role)) WITHOUT ROWID;
        CREATE INDEX membership_group ON membership (group_id, role);
        CREATE TABLE managed_group (
            group_id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
        ALTER TABLE ledger ADD COLUMN given_groups TEXT;
        """;

    // The last change of each user and the run that made it; and the runs whose changes no log tells yet, because they did not end.
    private const string Unlogged =
        """
        ALTER TABLE ledger ADD COLUMN run_id INTEGER;
        ALTER TABLE ledger ADD COLUMN change INTEGER;
        CREATE TABLE unlogged_run (
            run_id INTEGER NOT NULL PRIMARY KEY);
        """;

    // What each run changed, in the order in which it did, so that it can be taken back: see HrisConnector.Core.Undo.UndoImages.
    private const string Undo =
        """
        ALTER TABLE run ADD COLUMN undo_of INTEGER;
        CREATE TABLE undo_image (
            run_id INTEGER NOT NULL,
            place INTEGER NOT NULL,
            key TEXT NOT NULL,
            user_id TEXT NOT NULL,
            kind INTEGER NOT NULL,
            after INTEGER NOT NULL,
            data BLOB,
            PRIMARY KEY (run_id, place)) WITHOUT ROWID;
        """;

    // What a run has under way at a directory that takes no part in the store's transactions (see HrisConnector.Core.Sync.ChangeJournal), and
    // which directory the ledger is of.
    private const string Journal =
        """
        CREATE TABLE setting (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE intent (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            data BLOB NOT NULL);
        """;
}
