using System.Globalization;
using NodaTime;

namespace Leaderboard.Web.Load;

/// <summary>
/// <c>load --file receipts.csv --mapping mapping.json --server http://localhost:5080 --key lb_…</c>: sends a file of receipts
/// through the API, its teams and collectors first. <c>--pace 100</c> sends so many a second, in the order of their time.
/// </summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(IConfiguration arguments, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancel)
    {
        if (arguments["file"] is not { } file || arguments["mapping"] is not { } mappingFile || arguments["key"] is not { } key)
        {
            await errors.WriteLineAsync("load needs --file, --mapping and --key; --server, --pace and --currency may be given.");
            return 1;
        }

        var settings = InstitutionSettings.Of(
            arguments["Leaderboard:TimeZone"] ?? "Asia/Shanghai", arguments["currency"] ?? arguments["Leaderboard:Currency"] ?? "CNY");
        using var reader = new StreamReader(file);
        var rows = CsvMapping.Read(mappingFile).Rows(reader, settings);
        using var http = ApiClient.Connect(new Uri(arguments["server"] ?? "http://localhost:5080"), key);
        var total = await SendAsync(new ApiClient(http, time), rows, settings, arguments.GetValue("pace", 0), time, cancel);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count:N0} receipts, {rows.Sum(r => r.Amount):N2} {settings.Currency}: {total.Accepted:N0} accepted, {total.Duplicates:N0} duplicates, {total.Rejected:N0} rejected"));
        foreach (var item in total.Items)
            await errors.WriteLineAsync($"{item.Id}: {item.Status} {item.Error?.Code} {item.Error?.Message}");
        return total.Rejected == 0 ? 0 : 3;
    }

    /// <param name="pace">Receipts a second; 0: as fast as they are taken.</param>
    public static async Task<PostAnswer> SendAsync(
        ApiClient api, IReadOnlyList<MappedRow> rows, InstitutionSettings settings, int pace, TimeProvider time, CancellationToken cancel)
    {
        foreach (var part in rows.DistinctBy(r => r.Collector.Id).Chunk(ApiClient.MaxEntries))
            await api.PutRosterAsync(new RosterBody([.. part.Select(r => r.Team).DistinctBy(t => t.Id)], [.. part.Select(r => r.Collector)]), cancel);

        var (accepted, duplicates, rejected) = (0, 0, 0);
        var faults = new List<PostItem>();
        var began = time.GetTimestamp();
        var sent = 0;
        foreach (var part in rows.Chunk(pace > 0 ? Math.Clamp(pace / 10, 1, ApiClient.MaxEntries) : ApiClient.MaxEntries))
        {
            var answer = await api.PostAsync("recoveries", [.. part.Select(r => Body(r, settings))], cancel);
            accepted += answer.Accepted;
            duplicates += answer.Duplicates;
            rejected += answer.Rejected;
            faults.AddRange(answer.Items.Where(i => i.Status is "rejected" or "conflict"));
            sent += part.Length;
            if (pace > 0 && TimeSpan.FromSeconds((double)sent / pace) - time.GetElapsedTime(began) is { Ticks: > 0 } ahead)
                await Task.Delay(ahead, time, cancel);
        }

        return new PostAnswer(accepted, duplicates, rejected, faults);
    }

    private static RecoveryBody Body(MappedRow row, InstitutionSettings settings)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var at = zone.AtLeniently(LocalDateTime.FromDateTime(row.ReceivedAt)).ToDateTimeOffset();
        return new RecoveryBody(
            row.RecoveryId, row.Collector.Id, row.Amount.ToString(CultureInfo.InvariantCulture), at.ToString("O", CultureInfo.InvariantCulture), row.Kind,
            row.Channel, row.AccountId);
    }
}
