using System.Text.RegularExpressions;
using Leaderboard.Testing;
using YamlDotNet.RepresentationModel;

namespace Leaderboard.Architecture;

/// <summary>What <c>deploy/</c> says of the program is true of the program.</summary>
public sealed partial class DeploymentTests
{
    /// <summary>Longer than a node drains, and than the lots it still writes.</summary>
    private const int LeastGraceSeconds = 30;

    /// <summary>Settings of the web node that are not of the silo's options.</summary>
    private static readonly string[] WebSettings = ["Leaderboard:BootstrapApiKey", "Leaderboard:DrainPeriod", "ConnectionStrings:Leaderboard"];

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes/silo.yaml")]
    [InlineData("kubernetes/web.yaml")]
    public void Every_setting_is_one_that_the_program_reads(string file)
    {
        var known = typeof(LeaderboardOptions).GetProperties().Where(p => p.CanWrite && p.Name != nameof(LeaderboardOptions.ConnectionString)).Select(p => "Leaderboard:" + p.Name)
            .Concat(typeof(ClusterSettings).GetProperties().Select(p => "Leaderboard:Cluster:" + p.Name))
            .Concat(WebSettings)
            .ToHashSet(StringComparer.Ordinal);
        var used = Setting().Matches(Read(file)).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("ConnectionStrings:Leaderboard", used);
        Assert.Contains("Leaderboard:Cluster:Name", used);
        Assert.Empty(used.Except(known, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("web")]
    public void Kubernetes_probes_what_the_program_answers_and_never_stops_all_nodes(string part)
    {
        var port = part == "silo" ? new ClusterSettings().HealthPort : new Uri(Url().Match(Read("Dockerfile")).Value.Replace("*", "any", StringComparison.Ordinal)).Port;
        var documents = Documents($"kubernetes/{part}.yaml");
        var deployment = documents.Single(d => Text(d, "kind") == "Deployment");
        var pod = Map(deployment, "spec", "template", "spec");
        var container = (YamlMappingNode)Assert.Single(List(pod, "containers"));
        Assert.Equal(
            ["/health/live http", "/health/ready http", "/health/live http"],
            new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(p => $"{Text(Map(container, p, "httpGet"), "path")} {Text(Map(container, p, "httpGet"), "port")}"));
        Assert.Contains(List(container, "ports").Cast<YamlMappingNode>(), p => Text(p, "name") == "http" && Text(p, "containerPort") == $"{port}");
        Assert.Equal(("RollingUpdate", "0"), (Text(Map(deployment, "spec", "strategy"), "type"), Text(Map(deployment, "spec", "strategy", "rollingUpdate"), "maxUnavailable")));
        Assert.True(int.Parse(Text(pod, "terminationGracePeriodSeconds"), System.Globalization.CultureInfo.InvariantCulture) >= LeastGraceSeconds);
        Assert.Equal("true", Text(Map(pod, "securityContext"), "runAsNonRoot"));
        var budget = documents.Single(d => Text(d, "kind") == "PodDisruptionBudget");
        Assert.Equal("1", Text(Map(budget, "spec"), "maxUnavailable"));
        foreach (var labels in new[] { Map(budget, "spec", "selector", "matchLabels"), Map(deployment, "spec", "selector", "matchLabels"), Map(deployment, "spec", "template", "metadata", "labels") })
            Assert.Equal(("leaderboard", part), (Text(labels, "app"), Text(labels, "part")));
    }

    [Fact]
    public void Kubernetes_has_one_secret_and_everything_secret_comes_from_it()
    {
        var resources = List(Documents("kubernetes/kustomization.yaml")[0], "resources").Select(r => ((YamlScalarNode)r).Value ?? "").ToArray();
        var documents = resources.SelectMany(r => Documents("kubernetes/" + r)).ToArray();
        var secret = documents.Single(d => Text(d, "kind") == "Secret");
        var keys = Map(secret, "stringData").Children.Keys.Select(k => $"{Text(Map(secret, "metadata"), "name")}/{k}").ToHashSet(StringComparer.Ordinal);
        var references = documents.Where(d => Text(d, "kind") == "Deployment")
            .SelectMany(d => List((YamlMappingNode)List(Map(d, "spec", "template", "spec"), "containers")[0], "env"))
            .Cast<YamlMappingNode>()
            .Where(e => e.Children.TryGetValue("valueFrom", out var from) && ((YamlMappingNode)from).Children.ContainsKey("secretKeyRef"))
            .Select(e => Map(e, "valueFrom", "secretKeyRef"))
            .Select(r => $"{Text(r, "name")}/{Text(r, "key")}")
            .ToArray();
        Assert.Equal(keys, references.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(4, references.Length);
    }

    [Fact]
    public void Compose_builds_targets_of_the_Dockerfile_from_folders_that_exist()
    {
        var dockerfile = Read("Dockerfile");
        var services = Map(Documents("compose.yaml")[0], "services");
        foreach (var part in new[] { "silo", "web" })
        {
            Assert.Contains($" AS {Text(Map(services, part, "build"), "target")}\n", dockerfile, StringComparison.Ordinal);
            Assert.Equal("deploy/Dockerfile", Text(Map(services, part, "build"), "dockerfile"));
            Assert.Contains("/health/ready", string.Join(' ', List(Map(services, part, "healthcheck"), "test")), StringComparison.Ordinal);
            Assert.Equal("2", Text(Map(services, part, "deploy"), "replicas"));
            Assert.Equal("40s", Text(Map(services, part), "stop_grace_period"));
        }

        var sources = dockerfile.Split('\n').Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal))
            .SelectMany(l => l.Split(' ')[1..^1]).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, s => Assert.True(Path.Exists(Repository.Path(s)), s));
    }

    private static string Read(string file) => File.ReadAllText(Repository.Path("deploy", file));

    private static YamlMappingNode[] Documents(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        return [.. yaml.Documents.Select(d => (YamlMappingNode)d.RootNode)];
    }

    private static YamlMappingNode Map(YamlMappingNode node, params string[] path) => path.Aggregate(node, (n, name) => (YamlMappingNode)n[name]);

    private static IList<YamlNode> List(YamlMappingNode node, string name) => ((YamlSequenceNode)node[name]).Children;

    private static string Text(YamlMappingNode node, string name) => ((YamlScalarNode)node[name]).Value ?? "";

    [GeneratedRegex("(?<=ASPNETCORE_URLS=)\\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();

    [GeneratedRegex("(?:Leaderboard|ConnectionStrings)__[A-Za-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}
