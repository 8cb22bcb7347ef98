using System.Text.Json;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Credential plugins: programs that a kubeconfig names, such as those of cloud providers.</summary>
public sealed class ExecPluginTests
{
    private const string Version = "client.authentication.k8s.io/v1";

    [Fact]
    public async Task A_plugin_s_token_logs_in_and_is_kept()
    {
        await using var site = await PluginAsync("""echo run >> "$2"; answer "\"token\": \"$WORD\"" """, """, env: [{ name: WORD, value: "one two" }]""");
        site.Server.Token = "one two";

        Assert.Equal(0, await site.AskAsync());
        Assert.Equal(0, await site.AskAsync());
        Assert.Single(Runs(site));
    }

    [Fact]
    public async Task A_plugin_is_told_of_the_cluster_and_that_nobody_is_there()
    {
        await using var site = await PluginAsync("""echo "$KUBERNETES_EXEC_INFO" > "$2"; answer '"token": "t"' """, ", provideClusterInfo: true");
        await site.AskAsync();

        using var told = JsonDocument.Parse(string.Concat(Runs(site)));
        Assert.Equal("ExecCredential", told.RootElement.GetProperty("kind").GetString());
        Assert.False(told.RootElement.GetProperty("spec").GetProperty("interactive").GetBoolean());
        Assert.StartsWith(site.Address, told.RootElement.GetProperty("spec").GetProperty("cluster").GetProperty("server").GetString(), StringComparison.Ordinal);
        Assert.Equal(site.AuthorityData, told.RootElement.GetProperty("spec").GetProperty("cluster").GetProperty("certificate-authority-data").GetString());
    }

    [Fact]
    public async Task A_credential_is_renewed_before_it_expires()
    {
        await using var site = await PluginAsync("""echo run >> "$2"; answer "\"token\": \"t$(wc -l < "$2" | tr -d ' ')\", \"expirationTimestamp\": \"$3\"" """, "");
        site.Server.Accepts = http => http.Request.Headers.Authorization == $"Bearer t{Runs(site).Length}";
        Assert.Equal(0, await site.AskAsync());
        Assert.Equal(0, await site.AskAsync());
        Assert.Single(Runs(site));
        site.Clock.Advance(TimeSpan.FromMinutes(14) + TimeSpan.FromSeconds(51));

        Assert.Equal(0, await site.AskAsync());
        Assert.Equal(2, Runs(site).Length);
    }

    [Fact]
    public async Task A_credential_that_the_server_refuses_is_asked_for_again_and_the_request_sent_once_more()
    {
        await using var site = await PluginAsync("""echo run >> "$2"; answer "\"token\": \"t$(wc -l < "$2" | tr -d ' ')\"" """, "");
        site.Server.Token = "t1";
        Assert.Equal(0, await site.AskAsync());
        site.Server.Token = "t2";

        Assert.Equal(0, await site.AskAsync());
        site.Server.Token = "never";
        Assert.Equal("Unauthorized", await site.ComplaintAsync());
        Assert.Equal(3, Runs(site).Length);
    }

    [Fact]
    public async Task A_plugin_s_certificate_logs_in()
    {
        await using var site = await PluginAsync("""answer "$(cat "$2")" """, "");
        var (certificate, key) = site.Certificates.User("plugged", isRsa: false);
        site.Write("runs", $"\"clientCertificateData\": {JsonSerializer.Serialize(certificate)}, \"clientKeyData\": {JsonSerializer.Serialize(key)}");
        site.Server.Accepts = http => http.Connection.ClientCertificate?.Subject == "CN=plugged";

        Assert.Equal(0, await site.AskAsync());
    }

    [Theory]
    [InlineData("""echo "noise" >&2; echo "please log in: cloud login" >&2; exit 3""", "failed with exit code 3: please log in: cloud login")]
    [InlineData("echo hello", "did not answer with an ExecCredential in JSON")]
    [InlineData("answer ''", "answered with neither a token nor a client certificate")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1alpha1","status":{"token":"t"}}'""", "answered with apiVersion 'client.authentication.k8s.io/v1alpha1'")]
    public async Task What_is_wrong_with_a_plugin_is_said(string script, string words)
    {
        await using var site = await PluginAsync(script, "");

        Assert.Contains(words, await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_is_told_with_its_own_hint()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig($"exec: {{ apiVersion: {Version}, command: ./no-such-plugin, installHint: Get it from the cloud. }}");

        var complaint = await site.ComplaintAsync();

        Assert.Contains($"The credential plugin {site.PathOf("no-such-plugin")} cannot be started", complaint, StringComparison.Ordinal);
        Assert.EndsWith("Get it from the cloud.", complaint, StringComparison.Ordinal);
    }

    private static string[] Runs(KubernetesSite site) => File.Exists(site.PathOf("runs")) ? File.ReadAllLines(site.PathOf("runs")) : [];

    /// <summary>A shell script as plugin: <c>answer</c> writes the credential with this status, <c>$2</c> is a file of its own, <c>$3</c> in a quarter of an hour.</summary>
    private static async Task<KubernetesSite> PluginAsync(string script, string more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The plugin is a shell script.");
        var site = await KubernetesSite.StartAsync();
        site.Write("plug in.sh", $$$"""
            answer() { printf '{"apiVersion":"{{{Version}}}","kind":"ExecCredential","status":{%s}}' "$1"; }
            [ "$1" = "a b" ] || exit 9
            {{{script}}}
            """);
        var expires = site.Clock.GetUtcNow().AddMinutes(15).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        site.WriteKubeconfig($$"""exec: { apiVersion: {{Version}}, command: sh, args: ["{{site.PathOf("plug in.sh")}}", "a b", "{{site.PathOf("runs")}}", "{{expires}}"]{{more}} }""");
        return site;
    }
}
