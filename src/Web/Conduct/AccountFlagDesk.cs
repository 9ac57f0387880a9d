using Leaderboard.Accounts;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Conduct;

/// <summary>Says that money from an account earns nothing, or earns again, and writes down who did and why; whether they may is the caller's to ask.</summary>
internal sealed class AccountFlagDesk(IGrainFactory grains, AuditLog audit)
{
    /// <returns>What stands then; null when the account is not on file.</returns>
    public async Task<FlagHistory?> FlagAsync(HttpContext http, AccountId account, AccountFlags flags, FlagReason reason)
    {
        var before = await grains.Accounts().FlagsOf(account);
        if (before is null || !await grains.Accounts().Flag(account, flags))
            return null;
        if (before.Flags != flags)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.FlagAccount, account.Value, new { Flags = AccountFlagNames.Of(before.Flags) }, new { Flags = AccountFlagNames.Of(flags), Reason = BoardRequests.NameOf(reason) }));
        return await grains.Accounts().FlagsOf(account);
    }
}

/// <summary>Why flags were set, or taken away. The camelCase names are the codes of the API.</summary>
internal enum FlagReason
{
    /// <summary>The borrower, or who speaks for them, said so.</summary>
    Borrower = 1,

    /// <summary>A court, an administrator in bankruptcy, a registrar.</summary>
    Court = 2,

    Regulator = 3,

    /// <summary>A complaint about the account.</summary>
    Complaint = 4,

    /// <summary>Found in review.</summary>
    Review = 5,

    /// <summary>The cause is gone.</summary>
    Ended = 6,

    /// <summary>It was flagged, or not, by mistake.</summary>
    Mistake = 7,
}
