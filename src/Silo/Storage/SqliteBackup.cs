using Leaderboard.Journal;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Storage;

/// <summary>
/// Copies an embedded installation into a folder while its program runs. The folder is a data directory: to restore is to put
/// it in the place of the other. Grain state is left out; it is rebuilt, and must not be newer than its journal.
/// </summary>
internal static class SqliteBackup
{
    /// <summary>The folder's name until it is complete and verified.</summary>
    private const string Unfinished = ".part";

    /// <summary>
    /// Returns what a walk of the copied chain says; the folder has its name when it is whole. Throws
    /// <see cref="DatabaseRefusedException"/> when there is nothing to copy or the folder is there already.
    /// </summary>
    public static async Task<ChainReport> RunAsync(LeaderboardOptions options, string folder, CancellationToken cancel)
    {
        RefuseOthers(options, "backup copies an embedded installation (docs/backup.md says how PostgreSQL is backed up)");
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(folder))
            throw new DatabaseRefusedException($"'{folder}' is there already. It was left as it is; choose another folder.");
        var part = folder + Unfinished;
        try
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
            var copy = new LeaderboardOptions { DataDirectory = part };
            CopyKeys(options.KeysDirectory, Directory.CreateDirectory(copy.KeysDirectory).FullName);
            if (File.Exists(options.PeopleFile))
                CopyFile(options.PeopleFile, copy.PeopleFile);
            CopyFile(FileOf(options), copy.LeaderboardFile);
            var report = await VerifyAsync(copy.LeaderboardFile, cancel);
            if (report.FirstBroken is null)
                Directory.Move(part, folder);
            return report;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseRefusedException($"The backup could not be made: {failure.Message}", failure);
        }
    }

    /// <summary>Throws <see cref="DatabaseRefusedException"/> when the options name no embedded installation that exists.</summary>
    /// <param name="options">Of the installation.</param>
    /// <param name="purpose">What is to be done with it.</param>
    public static void RefuseOthers(LeaderboardOptions options, string purpose)
    {
        if (options.Database != DatabaseKind.Sqlite)
            throw new DatabaseRefusedException($"{purpose}: Leaderboard:Database must be Sqlite.");
        if (!File.Exists(FileOf(options)))
            throw new DatabaseRefusedException($"{purpose}: there is none, '{Path.GetFullPath(FileOf(options))}' does not exist.");
    }

    private static string FileOf(LeaderboardOptions options) =>
        options.ConnectionString is { } given ? new SqliteConnectionStringBuilder(given).DataSource : options.LeaderboardFile;

    private static void CopyKeys(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        foreach (var file in Directory.GetFiles(from, "*.xml"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    /// <summary>Page by page out of one read transaction: writers go on, and what was committed before is in it.</summary>
    private static void CopyFile(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        using var check = target.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1);";
        if (check.ExecuteScalar() is not "ok" and var fault)
            throw new DatabaseRefusedException($"The copy of the database is damaged: {fault}");
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static async Task<ChainReport> VerifyAsync(string file, CancellationToken cancel)
    {
        await using var database = new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = file }.ToString()) { Scripts = new SqlScripts("Sqlite") };
        return await ChainWalk.RunAsync(new JournalReader(database), cancel);
    }
}
