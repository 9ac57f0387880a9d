using System.Globalization;
using Npgsql;

namespace Leaderboard.Storage;

/// <summary>Brings a PostgreSQL database to the newest schema, whoever of many nodes comes first, under a lock.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Any number of ours: advisory locks share one name space in a database.</summary>
    private const long LockKey = 0x4C425244;

    /// <param name="source">Of the database.</param>
    /// <param name="scripts">Of PostgreSQL.</param>
    /// <param name="installation">What the database must have been created with.</param>
    /// <param name="forCopy">Whether it may be the target of a copy that is not finished.</param>
    /// <param name="cancel">Gives up; nothing is changed then.</param>
    public static async Task ApplyAsync(
        NpgsqlDataSource source, SqlScripts scripts, Installation installation, bool forCopy, CancellationToken cancel)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await RunAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancel);
            await RefuseUnsafeAsync(connection, cancel);
            var isNew = await PrepareVersionsAsync(connection, cancel);
            await UpgradeAsync(connection, "schema", scripts.Numbered("Schema"), cancel);
            await UpgradeAsync(connection, "grains", scripts.Numbered("Grains"), cancel);
            await UpgradeAsync(connection, "people", scripts.Numbered("People"), cancel);
            await UpgradeAsync(connection, "cluster", scripts.Numbered("Cluster"), cancel);
            if (isNew)
                await CreateInstallationAsync(connection, installation, cancel);
            var stored = await InstallationAsync(connection, cancel);
            if (!forCopy)
                InstallationCheck.Whole(stored);
            InstallationCheck.Same(stored, installation);
            await transaction.CommitAsync(cancel);
            await connection.ReloadTypesAsync(cancel);
        }
        catch (NpgsqlException failure)
        {
            throw new DatabaseRefusedException($"The PostgreSQL database cannot be used: {failure.Message}", failure);
        }
    }

    private static async Task RefuseUnsafeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await ScalarAsync<string>(connection, "SHOW fsync", cancel) == "off")
            throw new DatabaseRefusedException("PostgreSQL runs with fsync = off: acknowledged money could be lost. Turn it on.");
    }

    /// <returns>True when the database was empty.</returns>
    private static async Task<bool> PrepareVersionsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await ScalarAsync<bool>(connection, "SELECT to_regclass('schema_version') IS NOT NULL", cancel))
            return false;
        var tables = await ScalarAsync<long>(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()", cancel);
        if (tables > 0)
            throw new DatabaseRefusedException("The PostgreSQL database holds tables of another program. It was left as it is; create an empty one.");
        await RunAsync(connection, "CREATE TABLE schema_version (part text NOT NULL PRIMARY KEY, version integer NOT NULL)", cancel);
        return true;
    }

    private static async Task UpgradeAsync(NpgsqlConnection connection, string part, IReadOnlyList<(int Version, string Text)> scripts, CancellationToken cancel)
    {
        var version = await ScalarAsync<int>(connection, $"SELECT coalesce((SELECT version FROM schema_version WHERE part = '{part}'), 0)", cancel);
        var newest = scripts[^1].Version;
        if (version > newest)
        {
            throw new DatabaseRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has {part} version {version}; this program knows up to {newest}. It was left as it is; run the newer program."));
        }

        foreach (var (_, text) in scripts.Where(s => s.Version > version))
            await RunAsync(connection, text, cancel);
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version VALUES ('{part}', {newest}) ON CONFLICT (part) DO UPDATE SET version = excluded.version"), cancel);
    }

    private static async Task CreateInstallationAsync(NpgsqlConnection connection, Installation installation, CancellationToken cancel)
    {
        foreach (var (name, value) in installation.ToValues())
        {
            await using var command = new NpgsqlCommand("INSERT INTO installation (name, value) VALUES ($1, $2)", connection)
            {
                Parameters = { new() { Value = name }, new() { Value = value } },
            };
            await command.ExecuteNonQueryAsync(cancel);
        }

        await RunAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO ledger_head SELECT p, 0, decode(repeat('00', {Digest.SizeBytes}), 'hex') FROM generate_series(0, {installation.Partitions.Count - 1}) p"),
            cancel);
    }

    private static async Task<Dictionary<string, string>> InstallationAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT name, value FROM installation", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            values[reader.GetString(0)] = reader.GetString(1);
        return values;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return (T)(await command.ExecuteScalarAsync(cancel) ?? throw new DatabaseRefusedException("The database gave no answer."));
    }
}
