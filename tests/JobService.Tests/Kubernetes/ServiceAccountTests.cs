using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>The login of a service that runs in the cluster.</summary>
public sealed class ServiceAccountTests
{
    [Fact]
    public async Task The_mounted_token_and_authority_log_in_and_a_new_token_is_taken()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Write("ca.crt", site.Certificates.Authority);
        site.Write("token", "first");
        site.Server.Token = "first";
        Use(site);
        Assert.Equal(0, await site.AskAsync());
        site.Write("token", "later");
        site.Server.Token = "later";

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_pod_without_its_account_is_told_how_to_get_it()
    {
        await using var site = await KubernetesSite.StartAsync();
        Use(site);

        Assert.Contains("automountServiceAccountToken: true", await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    private static void Use(KubernetesSite site) =>
        site.Use(new() { ServiceAccount = new ServiceAccount("127.0.0.1", site.Server.Endpoint.Port, Path.GetDirectoryName(site.PathOf("token"))!) });
}
