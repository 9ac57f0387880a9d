using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Leaderboard.Web.People;

/// <summary>An institution's sign-in that lets everybody in as whoever <see cref="Claims"/> says, by the code flow of OpenID Connect.</summary>
public sealed class FakeInstitution : IAsyncDisposable
{
    public const string Client = "leaderboard";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, string> _nonces = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private FakeInstitution()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Address,
            authorization_endpoint = Address + "/authorize",
            token_endpoint = Address + "/token",
            jwks_uri = Address + "/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        });
        _app.MapGet("/keys", () => new { keys = new[] { JsonWebKeyConverter.ConvertFromRSASecurityKey(Public()) }.Select(k => new { kty = k.Kty, kid = k.Kid, n = k.N, e = k.E, use = "sig", alg = "RS256" }) });
        _app.MapGet("/authorize", (string state, string nonce, string redirect_uri) =>
        {
            var code = Guid.NewGuid().ToString("N");
            _nonces[code] = nonce;
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 60, id_token = Token(_nonces[form["code"].ToString()]) });
        });
    }

    /// <summary>Of whoever signs in next.</summary>
    public Claim[] Claims { get; set; } = [];

    public string Address { get; private set; } = "";

    public static async Task<FakeInstitution> StartAsync()
    {
        var institution = new FakeInstitution();
        await institution._app.StartAsync();
        institution.Address = institution._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return institution;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private RsaSecurityKey Public() => new(_rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "k" };

    private string Token(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = Client,
        Expires = DateTime.UtcNow.AddMinutes(5),
        Subject = new ClaimsIdentity([.. Claims, new Claim("nonce", nonce)]),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
    });
}
