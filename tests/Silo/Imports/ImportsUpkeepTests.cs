using Leaderboard.Imports;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Imports;

public sealed class SqliteImportsUpkeepTests(SqliteCluster cluster) : ImportsUpkeepTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlImportsUpkeepTests(PostgreSqlCluster cluster) : ImportsUpkeepTests(cluster), IClassFixture<PostgreSqlCluster>;

/// <summary>What is kept of imports goes by the clock: files that nobody imports after a week, the rest three months after its end.</summary>
public abstract class ImportsUpkeepTests(LeaderboardCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Quarter = TimeSpan.FromDays(90);
    private static readonly TimeSpan UpkeepPeriod = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_file_that_nobody_imports_is_deleted_after_a_week_and_cannot_be_started_any_more()
    {
        var (waits, isChecked) = (await SendAsync(), await SendAsync());
        Pass(Week / 2);
        await RunAsync(isChecked, isDryRun: true);
        Assert.Equal(cluster.Time.Now().Plus(Week), (await cluster.Grains.Import(isChecked).Get())?.KeptUntil);

        Pass((Week / 2) + Hour);
        await UntilAsync(waits, ImportState.Expired);
        Assert.Empty(await ChunksAsync(waits));
        Assert.Null(await cluster.Grains.Import(waits).Start(Order(isDryRun: false)));
        Assert.NotEmpty(await ChunksAsync(isChecked));

        Pass(Week / 2);
        await UntilAsync(isChecked, ImportState.Expired);
        Assert.Empty(await ChunksAsync(isChecked));
    }

    [Fact]
    public async Task An_import_that_is_over_keeps_what_taking_it_back_needs_for_three_months()
    {
        var import = await SendAsync();
        await RunAsync(import, isDryRun: false);

        Pass(Quarter - Hour);
        Assert.NotEmpty(await ChunksAsync(import));
        Assert.Equal(cluster.Time.Now().Plus(Hour), (await cluster.Grains.Import(import).Get())?.KeptUntil);

        Pass(Hour * 2);
        await UntilGoneAsync(import);
        Assert.Empty(await ChunksAsync(import));
        Assert.Null(await cluster.Grains.Import(import).TakeBack(ImportId.New(cluster.Time.Now())));
        Assert.Equal(ImportState.Completed, (await cluster.Grains.Import(import).Get())?.State);
        Assert.Contains(await cluster.Grains.Imports().List(), i => i.Id == import);
    }

    [Fact]
    public async Task What_is_being_taken_back_stays_until_that_is_over()
    {
        var import = await SendAsync();
        await RunAsync(import, isDryRun: false);
        Pass(Quarter - Hour);
        var back = ImportId.New(cluster.Time.Now());
        Assert.NotNull(await cluster.Grains.Import(import).TakeBack(back));
        await cluster.Grains.Import(back).Create(File() with { Kind = ImportKind.Reversals, TakesBack = import });
        await cluster.Grains.Import(back).Start(Order(isDryRun: false));

        Pass(Hour * 2);
        await cluster.Grains.Import(import).CleanUp();
        Assert.NotEmpty(await ChunksAsync(import));

        await AdvanceStepsAsync(back);
        Pass(Hour);
        await UntilGoneAsync(import);
        Assert.Empty(await ChunksAsync(import));
    }

    [Fact]
    public async Task A_file_that_came_only_half_is_deleted_after_a_week()
    {
        var (half, fresh) = (ImportId.New(cluster.Time.Now()), ImportId.New(cluster.Time.Now().Plus(Week)));
        foreach (var import in new[] { half, fresh })
            await cluster.Grains.ImportFiles().Write(import, ImportPart.File, 0, [1]);

        Pass(Week + Hour);
        await Eventually.TrueAsync("the half file is deleted", Patience, async () => (await ChunksAsync(half)).Length == 0, TestContext.Current.CancellationToken);

        Assert.NotEmpty(await ChunksAsync(fresh));
    }

    private static NewImport File() => new() { Kind = ImportKind.Recoveries, Source = "", FileName = "night.csv", SizeBytes = 1, Format = "utf-8", SentBy = "bank" };

    private static ImportOrder Order(bool isDryRun) => new() { IsDryRun = isDryRun, Columns = [] };

    /// <summary>In one leap; only the end of it has every timer fire.</summary>
    private void Pass(TimeSpan time)
    {
        cluster.Time.AdjustTime(cluster.Time.GetUtcNow() + time - UpkeepPeriod);
        cluster.Time.Advance(UpkeepPeriod);
    }

    private async Task<string> SendAsync()
    {
        var import = ImportId.New(cluster.Time.Now());
        foreach (var part in Enum.GetValues<ImportPart>())
            await cluster.Grains.ImportFiles().Write(import, part, 0, [1, 2, 3]);
        await cluster.Grains.Import(import).Create(File());
        return import;
    }

    private async Task RunAsync(string import, bool isDryRun)
    {
        await cluster.Grains.Import(import).Start(Order(isDryRun));
        await AdvanceStepsAsync(import);
    }

    private async Task AdvanceStepsAsync(string import) => Assert.True(await cluster.Grains.Import(import).Advance(
        new ImportAdvance { Worker = "w", Step = 1, Counts = new ImportCounts { Read = 1, Accepted = 1 }, BytesRead = 1, IsOver = true }));

    private async Task<long[]> ChunksAsync(string import) =>
        [.. (await Task.WhenAll(Enum.GetValues<ImportPart>().Select(part => cluster.Grains.ImportFiles().Chunks(import, part)))).SelectMany(c => c)];

    private Task UntilAsync(string import, ImportState state) => Eventually.TrueAsync(
        $"{import} is {state}", Patience, async () => (await cluster.Grains.Import(import).Get())?.State == state, TestContext.Current.CancellationToken);

    private Task UntilGoneAsync(string import) => Eventually.TrueAsync(
        $"{import} is cleaned up", Patience, async () => (await cluster.Grains.Import(import).Get())?.KeptUntil is null, TestContext.Current.CancellationToken);
}
