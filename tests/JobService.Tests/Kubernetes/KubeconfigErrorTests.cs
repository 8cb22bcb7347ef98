namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Kubeconfigs that cannot be used: what is said of them.</summary>
public sealed class KubeconfigErrorTests
{
    [Fact]
    public async Task A_missing_kubeconfig_is_named()
    {
        await using var site = await KubernetesSite.StartAsync();

        Assert.StartsWith($"There is no kubeconfig at {site.Kubeconfig}. Start the cluster, or set JobService:SparkOperator:Kubeconfig", await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubeconfig_that_comes_later_is_found()
    {
        await using var site = await KubernetesSite.StartAsync();
        await site.ComplaintAsync();
        site.WriteKubeconfig("token: t");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task An_unknown_context_is_told_with_those_there_are()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig("token: t");

        Assert.Equal($"The kubeconfig {site.Kubeconfig} has no context 'there'. It has: here. Set JobService:SparkOperator:Context to one of them.", await site.ComplaintAsync("there"));
    }

    [Fact]
    public async Task A_context_that_is_named_is_used_instead_of_the_current_one()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "second";
        site.Write("kube config", $$"""
            current-context: broken
            clusters: [{ name: c, cluster: { server: "{{site.Address}}", certificate-authority-data: {{site.AuthorityData}} } }]
            users: [{ name: first, user: { token: first } }, { name: second, user: { token: second } }]
            contexts: [{ name: broken, context: { cluster: none, user: first } }, { name: whole, context: { cluster: c, user: second } }]
            """);

        Assert.Equal(0, await site.AskAsync("whole"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Write("kube config", """
            current-context: x
            clusters: [{ name: c, cluster: { server: "ftp://host", certificate-authority: none.crt, proxy-url: "??" } }]
            users: [{ name: u, user: { client-certificate-data: "%%", auth-provider: { name: gcp }, exec: { apiVersion: v0, interactiveMode: Always } } }]
            contexts: [{ name: x, context: { cluster: c, user: u } }]
            """);

        var complaint = await site.ComplaintAsync();

        Assert.All(
            ["certificate-authority cannot be read", "proxy-url is '??'", "server is 'ftp://host'", "client-certificate-data is no base64", "auth-provider 'gcp'", "exec has no command", "exec has the apiVersion 'v0'", "interactiveMode Always"],
            words => Assert.Contains(words, complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "is empty.")]
    [InlineData("[", "is no valid YAML")]
    [InlineData("just text", "is no mapping")]
    [InlineData("contexts: [{ name: a }]", "has no current-context. It has: a.")]
    [InlineData("{ current-context: a, contexts: [{ name: a }] }", "The context names no cluster.")]
    [InlineData("{ current-context: a, contexts: [{ name: a, context: { cluster: c, user: u } }] }", "clusters has no 'c', which the context names. users has no 'u', which the context names.")]
    public async Task A_file_that_is_no_whole_kubeconfig_is_said_so(string text, string words)
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Write("kube config", text);

        var complaint = await site.ComplaintAsync();

        Assert.StartsWith($"The kubeconfig {site.Kubeconfig} ", complaint, StringComparison.Ordinal);
        Assert.Contains(words, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_and_key_that_do_not_belong_together_are_refused()
    {
        await using var site = await KubernetesSite.StartAsync();
        var (certificate, _) = site.Certificates.User("a", isRsa: true);
        var (_, key) = site.Certificates.User("b", isRsa: true);
        site.WriteKubeconfig($"client-certificate-data: {KubernetesSite.Base64(certificate)}, client-key-data: {KubernetesSite.Base64(key)}");

        Assert.Contains("client certificate and key are no certificate with its key", await site.ComplaintAsync(), StringComparison.Ordinal);
    }
}
