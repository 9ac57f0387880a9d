using System.Text.Json;
using Leaderboard.Web.Load;

namespace Leaderboard.Web.Demo;

/// <summary>The programs of the simulated bank, each with a key of this start.</summary>
internal sealed class DemoBank : IDisposable
{
    public const string CoreName = "core-1";
    public const string BranchName = "counter-7";
    private const string NightName = "night-1";

    private static readonly string[] AtTheCounter = ["cash", "cheque"];

    private readonly HttpClient[] _connections;

    private DemoBank(HttpClient core, HttpClient branch, HttpClient night, TimeProvider time)
    {
        _connections = [core, branch, night];
        (Core, Branch, Night) = (new ApiClient(core, time), new ApiClient(branch, time), new ApiClient(night, time));
    }

    /// <summary>Sends what comes by wire.</summary>
    public ApiClient Core { get; }

    /// <summary>Sends what is paid at the counter.</summary>
    public ApiClient Branch { get; }

    /// <summary>Closes days.</summary>
    public ApiClient Night { get; }

    /// <summary>Makes the keys; those of earlier starts are revoked.</summary>
    public static async Task<DemoBank> OpenAsync(ApiClient admin, Uri server, TimeProvider time, CancellationToken cancel)
    {
        string[] names = [CoreName, BranchName, NightName];
        foreach (var key in (await admin.GetAsync<JsonElement>("keys", cancel)).EnumerateArray())
        {
            if (names.Contains(key.GetProperty("name").GetString(), StringComparer.Ordinal) && key.GetProperty("revokedAt").ValueKind == JsonValueKind.Null)
                await admin.DeleteAsync("keys/" + key.GetProperty("id").GetString(), cancel);
        }

        return new DemoBank(await ConnectAsync(CoreName, "ingest"), await ConnectAsync(BranchName, "ingest"), await ConnectAsync(NightName, "admin"), time);

        async Task<HttpClient> ConnectAsync(string name, string scope)
        {
            var key = await admin.PostAsync<object, JsonElement>("keys", new { name, scopes = new[] { scope } }, cancel);
            return ApiClient.Connect(server, key.GetProperty("key").GetString() ?? throw new InvalidDataException("No key."));
        }
    }

    public async Task PostAsync(IReadOnlyList<RecoveryBody> receipts, CancellationToken cancel)
    {
        foreach (var own in receipts.GroupBy(IsOfBranch))
        {
            foreach (var part in own.Chunk(ApiClient.MaxEntries))
                await (own.Key ? Branch : Core).PostAsync("recoveries", part, cancel);
        }
    }

    public static bool IsOfBranch(RecoveryBody receipt) => AtTheCounter.Contains(receipt.Channel, StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
