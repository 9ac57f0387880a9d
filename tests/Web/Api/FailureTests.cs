using System.Net;
using System.Reflection;
using System.Text.Json;
using Leaderboard.Journal;
using Leaderboard.Web.Access;
using Leaderboard.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Leaderboard.Web.Api;

/// <summary>The API's line with grains that fail as asked.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private readonly WebApplication _app = Build();

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("journal")]
    [InlineData("timeout")]
    [InlineData("orleans")]
    public async Task An_outage_is_503_and_says_when_to_try_again(string kind)
    {
        var (response, problem) = await GetAsync("api/v1/fail/" + kind, key: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("unavailable", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_key_that_cannot_be_looked_up_is_an_outage_and_no_refusal()
    {
        var (response, problem) = await GetAsync("api/v1/closed", key: "some-key");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("1", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("unavailable", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_fault_of_ours_is_500_and_tells_nothing_of_the_inside()
    {
        var (response, problem) = await GetAsync("api/v1/fail/bug", key: null);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("internalError", problem.GetProperty("code").GetString());
        Assert.DoesNotContain("inside", problem.GetRawText(), StringComparison.Ordinal);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoGrains>());
        builder.Services.AddAccess(isDemo: false);
        builder.Services.AddOperations();
        builder.Services.AddApi();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/api/v1/fail/{kind}", IResult (string kind) => throw FailureOf(kind)).AllowAnonymous();
        app.MapGet("/api/v1/closed", () => "open").Requires(Right.ReadRoster);
        return app;
    }

    private static Exception FailureOf(string kind) => kind switch
    {
        "journal" => new JournalUnavailableException("The database is away."),
        "timeout" => new TimeoutException("No answer."),
        "orleans" => new Orleans.Runtime.OrleansException("No silo."),
        _ => new InvalidOperationException("inside"),
    };

    private async Task<(HttpResponseMessage Response, JsonElement Problem)> GetAsync(string path, string? key)
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First() ?? "";
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>A silo that cannot be reached.</summary>
    public class NoGrains : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException("No answer.");
    }
}
