using Microsoft.Extensions.Options;

namespace Leaderboard;

/// <summary>Which database an installation uses.</summary>
public enum DatabaseKind
{
    Sqlite = 1,
    PostgreSql = 2,
}

/// <summary>Section <c>Leaderboard</c> of the configuration, as far as the silo needs it.</summary>
public sealed class LeaderboardOptions
{
    public const string Section = "Leaderboard";

    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>Everything that must survive; created when missing.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>IANA id of the institution; fixed when the database is created.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>ISO 4217; fixed when the database is created.</summary>
    public string Currency { get; set; } = "CNY";

    /// <summary>Partitions of the journal, 1–64; fixed when the database is created.</summary>
    public int Partitions { get; set; } = 8;

    /// <summary>Of <c>ConnectionStrings:Leaderboard</c>; null: the default file of the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Entries the writer may have waiting before it answers "unavailable": less than a second of its best rate, more than one web node lets in.</summary>
    public int MaxWaitingEntries { get; set; } = 16_000;

    /// <summary>Entries in one transaction: large enough to amortise the fsync, small enough to bound a lot's time.</summary>
    public int MaxLotEntries { get; set; } = 4_000;

    /// <summary>Shortest time between two pushes of one board.</summary>
    public TimeSpan BroadcastInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a file that was sent in waits to be imported before it is deleted.</summary>
    public TimeSpan KeepUploads { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after its end an import can be taken back and its refused rows downloaded.</summary>
    public TimeSpan KeepImports { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What recovery rates are divided by where nobody asks for another base.</summary>
    public Boards.RateBase RateBase { get; set; } = Boards.RateBase.OpeningAndNew;

    /// <summary>Major units that an index of shrunk books has more above and below, so that little luck with a small book is little.</summary>
    public long IndexShrink { get; set; } = 50_000;

    /// <summary>Working days on which nobody works, such as <c>2026-10-01..2026-10-07, 2027-01-01</c>: they neither count in streaks nor break them.</summary>
    public string Holidays { get; set; } = "";

    /// <summary>Days at the week-end on which everybody works, to make up for holidays.</summary>
    public string WorkDays { get; set; } = "";

    /// <summary>Major units: a redemption that is worth more is approved by two; null: one is enough.</summary>
    public decimal? SecondApprovalAbove { get; set; }

    /// <summary>How long a request waits for a decision before it expires.</summary>
    public TimeSpan RequestsExpireAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long what was approved waits to be picked up before it expires.</summary>
    public TimeSpan UnclaimedExpireAfter { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a request waits for a decision before somebody is reminded; no less than <see cref="RequestsExpireAfter"/>: nobody is.</summary>
    public TimeSpan RemindOfRequestsAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long before a request, or what was approved, expires its owner is told, at half its time where that is later; 0: they are not.</summary>
    public TimeSpan RemindBeforeExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Thanks that each collector may give to colleagues in a month; 0: none.</summary>
    public int KudosPerMonth { get; set; } = 5;

    /// <summary>Where decisions about redemptions, and reminders, are posted to, each to all of them; none: nowhere.</summary>
    public IList<WebhookSettings> Webhooks { get; } = [];

    /// <summary>By which people are told what was decided about what they asked for; null: by none.</summary>
    public MailSettings? Mail { get; set; }

    /// <summary>One of many processes on one PostgreSQL; null: everything in one process.</summary>
    public ClusterSettings? Cluster { get; set; }

    /// <summary>A simulated floor in a directory of its own.</summary>
    public bool Demo { get; set; }

    /// <summary>Orleans' own dashboard of silos and grains, for operators. Costs up to two fifths of the throughput while somebody looks.</summary>
    public bool Dashboard { get; set; }

    /// <summary>For tests alone: a file with a time span that a silo adds to its clock; see <see cref="Hosting.ShiftedClock"/>.</summary>
    public string? ClockOffsetFile { get; set; }

    /// <summary>Where the files are: the data directory, or its folder <c>demo</c>.</summary>
    public string Directory => Demo ? Path.Combine(DataDirectory, "demo") : DataDirectory;

    public string LeaderboardFile => Path.Combine(Directory, "leaderboard.db");

    /// <summary>Keys of forms and cookies of an embedded installation.</summary>
    public string KeysDirectory => Path.Combine(Directory, "keys");

    /// <summary>People, their sessions and invitations.</summary>
    public string PeopleFile => Path.Combine(Directory, "people.db");

    public string GrainsFile => Path.Combine(Directory, "grains.db");
}

/// <summary>Refuses settings that cannot work, at start.</summary>
internal sealed class LeaderboardOptionsValidator : IValidateOptions<LeaderboardOptions>
{
    /// <summary>Each is a document a decision, in its transaction.</summary>
    private const int MaxWebhooks = 20;

    private const int MaxKudos = 100;

    private const long MaxShrink = 1_000_000_000_000;

    private static readonly TimeSpan MinKept = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxKept = TimeSpan.FromDays(3660);

    public ValidateOptionsResult Validate(string? name, LeaderboardOptions options)
    {
        var faults = new List<string>();
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.TimeZone) is null)
            faults.Add($"Leaderboard:TimeZone '{options.TimeZone}' is not an IANA time zone.");
        if (Currencies.DecimalsOf(options.Currency) is null)
            faults.Add($"Leaderboard:Currency '{options.Currency}' is not an ISO 4217 currency.");
        if (options.Partitions is < 1 or > 64)
            faults.Add("Leaderboard:Partitions must be 1 to 64.");
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            faults.Add("Leaderboard:DataDirectory must be set.");
        if (options.Database == DatabaseKind.PostgreSql && string.IsNullOrWhiteSpace(options.ConnectionString))
            faults.Add("ConnectionStrings:Leaderboard must be set for PostgreSQL.");
        if (options.MaxLotEntries is < 1 or > 50_000 || options.MaxWaitingEntries < options.MaxLotEntries)
            faults.Add("Leaderboard:MaxLotEntries must be 1 to 50000, and MaxWaitingEntries no less.");
        if (options.KeepUploads < MinKept || options.KeepImports < MinKept || options.KeepUploads > MaxKept || options.KeepImports > MaxKept)
            faults.Add("Leaderboard:KeepUploads and KeepImports must be an hour to ten years.");
        if (!Enum.IsDefined(options.RateBase))
            faults.Add("Leaderboard:RateBase must be OpeningAndNew, Opening, DailyAverage or Placed.");
        if (options.IndexShrink is < 0 or > MaxShrink)
            faults.Add("Leaderboard:IndexShrink must be 0 to 10^12.");
        if (options.SecondApprovalAbove is < 0 or > MaxShrink)
            faults.Add("Leaderboard:SecondApprovalAbove must be 0 to 10^12.");
        if (options.KudosPerMonth is < 0 or > MaxKudos)
            faults.Add("Leaderboard:KudosPerMonth must be 0 to 100.");
        if (options.RequestsExpireAfter < MinKept || options.UnclaimedExpireAfter < MinKept || options.RequestsExpireAfter > MaxKept || options.UnclaimedExpireAfter > MaxKept)
            faults.Add("Leaderboard:RequestsExpireAfter and UnclaimedExpireAfter must be an hour to ten years.");
        if (options.RemindOfRequestsAfter < MinKept || options.RemindOfRequestsAfter > MaxKept)
            faults.Add("Leaderboard:RemindOfRequestsAfter must be an hour to ten years.");
        if (options.RemindBeforeExpiry < TimeSpan.Zero || options.RemindBeforeExpiry > MaxKept)
            faults.Add("Leaderboard:RemindBeforeExpiry must be 0 to ten years.");
        if (!Domain.Merits.WorkCalendar.IsList(options.Holidays) || !Domain.Merits.WorkCalendar.IsList(options.WorkDays))
            faults.Add("Leaderboard:Holidays and WorkDays must be days, such as 2026-10-01..2026-10-07, 2027-01-01.");
        if (options.Webhooks.Count > MaxWebhooks)
            faults.Add($"Leaderboard:Webhooks must be {MaxWebhooks} at most.");
        faults.AddRange(options.Webhooks.SelectMany((w, number) => w.Faults(number)));
        faults.AddRange(options.Mail?.Faults() ?? []);
        if (options.Cluster is { } cluster)
            faults.AddRange(cluster.Faults(options));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
