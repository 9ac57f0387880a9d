using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Imports;

/// <summary>Chunks of files as rows; any number of activations.</summary>
[GrainType("lb.import-files"), StatelessWorker]
internal sealed class ImportFilesGrain(Database database) : Grain, IImportFilesGrain
{
    public Task Write(string importId, ImportPart part, long index, byte[] chunk) => database.WriteAsync(session => session.ExecuteAsync("write-import-chunk", c =>
    {
        Name(c, importId, part);
        Database.Bind(c, "number", index);
        Database.Bind(c, "bytes", chunk);
    }));

    public async Task<byte[]?> Read(string importId, ImportPart part, long index)
    {
        var rows = await database.QueryAsync(
            "read-import-chunk",
            c =>
            {
                Name(c, importId, part);
                Database.Bind(c, "number", index);
            },
            r => r.GetFieldValue<byte[]>(0));
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<long[]> Chunks(string importId, ImportPart part) =>
        [.. await database.QueryAsync("import-chunks", c => Name(c, importId, part), r => r.GetInt64(0))];

    public Task Delete(string importId, ImportPart part) =>
        database.WriteAsync(session => session.ExecuteAsync("delete-import-chunks", c => Name(c, importId, part)));

    private static void Name(System.Data.Common.DbCommand command, string importId, ImportPart part)
    {
        Database.Bind(command, "import", importId);
        Database.Bind(command, "part", (int)part);
    }
}
