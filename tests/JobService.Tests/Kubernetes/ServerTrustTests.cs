using Floe.FakeKubernetes.Server;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Which servers the service talks to.</summary>
public sealed class ServerTrustTests
{
    [Fact]
    public async Task The_kubeconfig_s_authority_is_trusted_inline_and_as_a_file_beside_it()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig("token: t");
        Assert.Equal(0, await site.AskAsync());
        site.Write("ca.crt", site.Certificates.Authority);
        site.WriteKubeconfig("token: t", "certificate-authority: ca.crt");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_server_that_another_authority_signed_is_refused_and_the_message_says_what_to_do()
    {
        await using var site = await KubernetesSite.StartAsync();
        using var other = new ClusterCertificates();
        site.WriteKubeconfig("token: secret", $"certificate-authority-data: {KubernetesSite.Base64(other.Authority)}");

        var complaint = await site.ComplaintAsync();

        Assert.StartsWith($"The server at {site.Address} cannot be trusted: ", complaint, StringComparison.Ordinal);
        Assert.EndsWith("fetch the kubeconfig of this cluster anew.", complaint, StringComparison.Ordinal);
        Assert.Empty(site.Server.Used);
    }

    [Fact]
    public async Task Without_an_authority_this_machine_s_own_count_and_the_message_says_what_is_missing()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig("token: t", "tls-server-name: 127.0.0.1");

        Assert.Contains("add the cluster's CA to it", await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    /// <summary>The cluster's authority signs for nodes and pods too: its signature alone makes nobody the API server.</summary>
    [Fact]
    public async Task A_certificate_of_the_cluster_for_another_name_is_refused()
    {
        await using var site = await KubernetesSite.StartAsync("node-7.internal");
        site.WriteKubeconfig("token: t");

        Assert.Contains("set tls-server-name in the kubeconfig", await site.ComplaintAsync(), StringComparison.Ordinal);
        site.WriteKubeconfig("token: t", $"tls-server-name: node-7.internal, certificate-authority-data: {site.AuthorityData}");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task Nothing_is_checked_where_the_kubeconfig_says_so()
    {
        await using var site = await KubernetesSite.StartAsync("elsewhere");
        site.WriteKubeconfig("token: t", "insecure-skip-tls-verify: true");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_cluster_whose_authority_changed_is_trusted_again_once_the_file_is_written()
    {
        await using var site = await KubernetesSite.StartAsync();
        using var old = new ClusterCertificates();
        site.Write("ca.crt", old.Authority);
        site.WriteKubeconfig("token: t", "certificate-authority: ca.crt");
        Assert.Contains("cannot be trusted", await site.ComplaintAsync(), StringComparison.Ordinal);
        // Another length, as a time stamp alone may be the same.
        site.Write("ca.crt", $"{old.Authority}\n{site.Certificates.Authority}\n");

        Assert.Equal(0, await site.AskAsync());
    }
}
