using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Leaderboard.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Leaderboard.Web.Access;

/// <summary>Knows programs by their bearer key, and wall displays by their cookie. Answers with problems, never with a redirect.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyChecker keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";

    /// <summary>Claim that carries <see cref="KeyScopes"/> as its number.</summary>
    public const string ScopesClaim = "scopes";

    public const string DisplayCookie = "display";
    private const string Bearer = "Bearer ";
    private static readonly object DigestItem = new();

    /// <summary>Whether a path is for programs, which are told what is wrong and never led elsewhere.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        Array.Exists(["/api", "/hubs", "/metrics"], p => request.Path.StartsWithSegments(p, StringComparison.Ordinal));

    /// <summary>Digest of the secret a request was let in with; null for none.</summary>
    public static Digest? DigestOf(HttpContext? context) => context?.Items[DigestItem] as Digest?;

    public static bool IsDisplay(KeyView? key) => key?.Scopes == KeyScopes.Display;

    public static ClaimsIdentity IdentityOf(KeyView key, string scheme) =>
        new([new Claim(ClaimTypes.NameIdentifier, key.Id), new Claim(ClaimTypes.Name, key.Name), new Claim(ScopesClaim, ((int)key.Scopes).ToString(CultureInfo.InvariantCulture))], scheme);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var isBearer = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        var secret = isBearer ? header[Bearer.Length..].Trim() : Request.Cookies[DisplayCookie];
        if (string.IsNullOrEmpty(secret))
            return AuthenticateResult.NoResult();

        // A browser sends its cookies unasked: a program's key must not work as one.
        var digest = KeyChecker.Hash(secret);
        if (await keys.CheckAsync(digest) is not { } key || !(isBearer || IsDisplay(key)))
            return AuthenticateResult.Fail("Unknown or revoked key.");
        Context.Items[DigestItem] = digest;
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(IdentityOf(key, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Refuse(StatusCodes.Status401Unauthorized, "unauthorized", "A valid key is required.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refuse(StatusCodes.Status403Forbidden, "forbidden", "This key may not do that.");

    private Task Refuse(int status, string code, string detail)
    {
        if (Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            return ApiProblem.Of(status, code, detail).AnswerAsync(Context);
        Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

/// <summary>Judges secrets; remembers verdicts for moments, so that a revoked key ends within seconds.</summary>
internal sealed class KeyChecker(IGrainFactory grains, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(3);

    /// <summary>More distinct secrets than any institution has keys: whoever guesses must not fill the memory.</summary>
    private const int MaxRemembered = 1000;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<Digest, (KeyView? Key, long At)> _verdicts = new();
    private readonly byte[]? _bootstrap = configuration["Leaderboard:BootstrapApiKey"] is { Length: > 0 } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : null;

    public static Digest Hash(string secret) => new(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Null when the secret opens nothing.</summary>
    public ValueTask<KeyView?> CheckAsync(string secret) => CheckAsync(Hash(secret));

    /// <summary>The same for a secret's digest.</summary>
    public async ValueTask<KeyView?> CheckAsync(Digest hash)
    {
        if (_bootstrap is not null && CryptographicOperations.FixedTimeEquals(_bootstrap, hash.ToArray()))
            return new KeyView { Id = "bootstrap", Name = "bootstrap", Scopes = KeyScopes.Admin, CreatedAt = default };
        if (_verdicts.TryGetValue(hash, out var known) && time.GetElapsedTime(known.At) < Memory)
            return known.Key;
        var key = await grains.ApiKeys().Check(hash);
        if (_verdicts.Count >= MaxRemembered)
            _verdicts.Clear();
        _verdicts[hash] = (key, time.GetTimestamp());
        return key;
    }
}
