using System.Threading.RateLimiting;

namespace Leaderboard.Web.Api;

/// <summary>
/// Lets in as many postings at once as can soon be durable, and refuses the others before their bodies are read: under any
/// load what is accepted is answered in time, and what is not costs next to nothing. Counted by size, as work is.
/// </summary>
internal sealed class PostingAdmission : IDisposable
{
    /// <summary>KiB of bodies at once; a receipt has about 170 bytes.</summary>
    public const string LimitSetting = "Leaderboard:MaxPostingKiB";

    /// <summary>Some 4,500 receipts: a fifth of a second of two cores, and more than keeps the writer busy. Twice as many would make refusals wait too.</summary>
    private const int DefaultLimitKiB = 768;

    /// <summary>The largest requests must find room too, so none counts for more than this share of the limit.</summary>
    private const int MaxShare = 8;

    /// <summary>What a body counts for whose sender does not say how long it is.</summary>
    private const int UnknownKiB = 8;

    private readonly int _limitKiB;
    private readonly ConcurrencyLimiter _limiter;

    public PostingAdmission(IConfiguration configuration)
    {
        _limitKiB = Math.Max(MaxShare * UnknownKiB, configuration.GetValue(LimitSetting, DefaultLimitKiB));
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = _limitKiB, QueueLimit = 0 });
    }

    /// <summary>An endpoint filter: after the key has been checked, before anything else.</summary>
    public async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var place = _limiter.AttemptAcquire(CostOf(context.HttpContext.Request));
        return place.IsAcquired ? await next(context) : ApiProblem.Overloaded(context.HttpContext);
    }

    /// <summary>Room for work that comes from within; null when there is none now.</summary>
    /// <param name="kib">Its size as a body.</param>
    public IDisposable? TryAdmit(int kib)
    {
        var place = _limiter.AttemptAcquire(Math.Clamp(kib, 1, _limitKiB / MaxShare));
        if (place.IsAcquired)
            return place;
        place.Dispose();
        return null;
    }

    public void Dispose() => _limiter.Dispose();

    private int CostOf(HttpRequest request) =>
        (int)Math.Min(_limitKiB / MaxShare, request.ContentLength is { } bytes ? 1 + (bytes >> 10) : UnknownKiB);
}
