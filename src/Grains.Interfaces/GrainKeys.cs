using Leaderboard.Access;
using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Celebrations;
using Leaderboard.Claims;
using Leaderboard.Conduct;
using Leaderboard.Contests;
using Leaderboard.Displays;
using Leaderboard.Imports;
using Leaderboard.Journal;
using Leaderboard.Kudos;
using Leaderboard.Measures;
using Leaderboard.Merits;
using Leaderboard.Notices;
using Leaderboard.Operations;
using Leaderboard.Payroll;
using Leaderboard.Reconciliation;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Statements;
using Leaderboard.Targets;

namespace Leaderboard;

/// <summary>
/// The one place where a grain key is spelled. Every key has a prefix with a letter beyond f: keys that are all hex digits
/// would collapse (<c>7</c> = <c>007</c>).
/// </summary>
public static class GrainKeys
{
    public static ICollectorGrain Collector(this IGrainFactory grains, CollectorId id) => Route<ICollectorGrain>.To(grains, "collector/" + id.Value);

    /// <summary>Who looks after the streaks, badges and expiry of a partition's collectors.</summary>
    public static IMeritsGrain Merits(this IGrainFactory grains, int partition) =>
        Route<IMeritsGrain>.To(grains, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"merits/{partition}"));

    public static ITeamGrain Team(this IGrainFactory grains, TeamId id) => Route<ITeamGrain>.To(grains, "team/" + id.Value);

    /// <summary>The targets of a team for a window key such as <c>month/2026-11</c>.</summary>
    public static ITargetsGrain Targets(this IGrainFactory grains, TeamId team, string windowKey) => Route<ITargetsGrain>.To(grains, $"targets/{team.Value}/{windowKey}");

    public static IAbsencesGrain Absences(this IGrainFactory grains, CollectorId collector) => Route<IAbsencesGrain>.To(grains, "absences/" + collector.Value);

    /// <summary>The claims to a receipt of nobody, by its recovery's id without prefix.</summary>
    public static IClaimGrain Claim(this IGrainFactory grains, string recoveryId) => Route<IClaimGrain>.To(grains, "claim/" + recoveryId);

    public static IContestGrain Contest(this IGrainFactory grains, string contestId) => Route<IContestGrain>.To(grains, "contest/" + contestId);

    public static IContestCourseGrain ContestCourse(this IGrainFactory grains, string contestId) => Route<IContestCourseGrain>.To(grains, "contest-course/" + contestId);

    public static IContestsGrain Contests(this IGrainFactory grains) => Route<IContestsGrain>.To(grains, "contests");

    public static IBenchmarksGrain Benchmarks(this IGrainFactory grains) => Route<IBenchmarksGrain>.To(grains, "benchmarks");

    public static IConductGrain Conduct(this IGrainFactory grains, CollectorId collector) => Route<IConductGrain>.To(grains, "conduct/" + collector.Value);

    public static IConductBookGrain ConductBook(this IGrainFactory grains) => Route<IConductBookGrain>.To(grains, "conduct-book");

    public static IBudgetGrain Budget(this IGrainFactory grains, string budgetId) => Route<IBudgetGrain>.To(grains, "budget/" + budgetId);

    public static IRewardGrain Reward(this IGrainFactory grains, string rewardId) => Route<IRewardGrain>.To(grains, "reward/" + rewardId);

    public static IRewardsGrain Rewards(this IGrainFactory grains) => Route<IRewardsGrain>.To(grains, "rewards");

    public static ISuggestionGrain Suggestion(this IGrainFactory grains, string suggestionId) => Route<ISuggestionGrain>.To(grains, "suggestion/" + suggestionId);

    /// <summary>Who makes a collector's suggestions.</summary>
    public static ISuggesterGrain Suggester(this IGrainFactory grains, CollectorId collector) => Route<ISuggesterGrain>.To(grains, "suggester/" + collector.Value);

    public static ISuggestionsGrain Suggestions(this IGrainFactory grains) => Route<ISuggestionsGrain>.To(grains, "suggestions");

    /// <summary>What a collector saves for.</summary>
    public static IWishesGrain Wishes(this IGrainFactory grains, CollectorId collector) => Route<IWishesGrain>.To(grains, "wishes/" + collector.Value);

    /// <summary>The thanks that a collector may give.</summary>
    public static IKudosPurseGrain KudosPurse(this IGrainFactory grains, CollectorId giver) => Route<IKudosPurseGrain>.To(grains, "kudos-purse/" + giver.Value);

    public static IKudosGrain Kudos(this IGrainFactory grains) => Route<IKudosGrain>.To(grains, "kudos");

    public static IRedemptionGrain Redemption(this IGrainFactory grains, string redemptionId) => Route<IRedemptionGrain>.To(grains, "redemption/" + redemptionId);

    public static IRedemptionsGrain Redemptions(this IGrainFactory grains) => Route<IRedemptionsGrain>.To(grains, "redemptions");

    /// <summary>What people got in a local month beside their wages.</summary>
    /// <param name="grains">Of the cluster.</param>
    /// <param name="month">Any day of it.</param>
    public static IPayMonthGrain PayMonth(this IGrainFactory grains, DateOnly month) =>
        Route<IPayMonthGrain>.To(grains, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pay-month/{month:yyyy-MM}"));

    /// <summary>What a local month came to for one collector.</summary>
    /// <param name="grains">Of the cluster.</param>
    /// <param name="collector">Whose.</param>
    /// <param name="month">Any day of it.</param>
    public static IStatementGrain Statement(this IGrainFactory grains, CollectorId collector, DateOnly month) =>
        Route<IStatementGrain>.To(grains, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"statement/{collector.Value}/{month:yyyy-MM}"));

    public static IStatementsGrain Statements(this IGrainFactory grains) => Route<IStatementsGrain>.To(grains, "statements");

    public static IRedemptionBellGrain RedemptionBell(this IGrainFactory grains) => Route<IRedemptionBellGrain>.To(grains, "redemption-bell");

    /// <summary>A notice by its id: of the redemption, the decision's number, the channel.</summary>
    public static INoticeGrain Notice(this IGrainFactory grains, string noticeId) => Route<INoticeGrain>.To(grains, "notice/" + noticeId);

    public static IContactGrain Contact(this IGrainFactory grains, CollectorId collector) => Route<IContactGrain>.To(grains, "contact/" + collector.Value);

    public static INoticesGrain Notices(this IGrainFactory grains) => Route<INoticesGrain>.To(grains, "notices");

    public static IBudgetsGrain Budgets(this IGrainFactory grains) => Route<IBudgetsGrain>.To(grains, "budgets");

    public static ISchemesGrain Schemes(this IGrainFactory grains) => Route<ISchemesGrain>.To(grains, "schemes");

    public static ISchemeTrialGrain SchemeTrial(this IGrainFactory grains) => Route<ISchemeTrialGrain>.To(grains, "scheme-trial");

    public static IUnassignedGrain Unassigned(this IGrainFactory grains) => Route<IUnassignedGrain>.To(grains, "unassigned");

    public static IRosterGrain Roster(this IGrainFactory grains) => Route<IRosterGrain>.To(grains, "roster");

    public static IAccountsGrain Accounts(this IGrainFactory grains) => Route<IAccountsGrain>.To(grains, "accounts");

    public static IJournalQueryGrain JournalQuery(this IGrainFactory grains) => Route<IJournalQueryGrain>.To(grains, "journal");

    public static IApiKeysGrain ApiKeys(this IGrainFactory grains) => Route<IApiKeysGrain>.To(grains, "keys");

    public static IImportGrain Import(this IGrainFactory grains, string importId) => Route<IImportGrain>.To(grains, "import/" + importId);

    public static IImportsGrain Imports(this IGrainFactory grains) => Route<IImportsGrain>.To(grains, "imports");

    public static IImportFilesGrain ImportFiles(this IGrainFactory grains) => Route<IImportFilesGrain>.To(grains, "import-files");

    /// <summary>A local day of the institution against what the bank says of it.</summary>
    public static IReconciliationGrain Reconciliation(this IGrainFactory grains, DateOnly day) =>
        Route<IReconciliationGrain>.To(grains, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"reconciliation/{day:yyyy-MM-dd}"));

    public static ILedgerGrain Ledger(this IGrainFactory grains, int partition) =>
        Route<ILedgerGrain>.To(grains, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger/{partition}"));

    /// <summary>Whether a key is a ledger's; its id is the partition then.</summary>
    public static bool IsLedger(string key) => key.StartsWith("ledger/", StringComparison.Ordinal);

    /// <summary>Speaks for a silo.</summary>
    public static INodeGrain Node(this IGrainFactory grains, SiloAddress silo) => Route<INodeGrain>.To(grains, "node/" + silo.ToParsableString());

    /// <summary>Orleans' own: which silos there are, and what lives where.</summary>
    public static IManagementGrain Cluster(this IGrainFactory grains) => grains.GetGrain<IManagementGrain>(0);

    /// <summary>The board of a window key such as <c>day/2026-11-23</c>.</summary>
    public static IBoardGrain Board(this IGrainFactory grains, string windowKey) => Route<IBoardGrain>.To(grains, "board/" + windowKey);

    /// <summary>The big moments of a contest; null: of the day's board.</summary>
    public static ICelebrationsGrain Celebrations(this IGrainFactory grains, string? contestId) =>
        Route<ICelebrationsGrain>.To(grains, contestId is null ? "celebrations/day" : "celebrations/contest/" + contestId);

    public static IDisplayGrain Display(this IGrainFactory grains, string keyId) => Route<IDisplayGrain>.To(grains, "display/" + keyId);

    /// <summary>The part of a key behind its prefix.</summary>
    public static string IdOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>
    /// Where calls of an interface go, read from its attribute once; the grain bears the same name. The factory would read
    /// the attributes of the interface at every call, which was a twentieth of what a receipt costs.
    /// </summary>
    private static class Route<T>
        where T : class, IGrainWithStringKey
    {
        private static readonly GrainInterfaceType Interface =
            GrainInterfaceType.Create((string)typeof(T).CustomAttributes.Single(a => a.AttributeType == typeof(GrainInterfaceTypeAttribute)).ConstructorArguments[0].Value!);

        private static readonly GrainType Grain = GrainType.Create(Interface.ToString());

        public static T To(IGrainFactory grains, string key) => (T)grains.GetGrain(GrainId.Create(Grain, key), Interface);
    }
}
