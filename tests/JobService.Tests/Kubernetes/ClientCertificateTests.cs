namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Logins by a certificate of the connection.</summary>
public sealed class ClientCertificateTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_certificate_logs_in_inline_and_from_files(bool isRsa, bool isInline)
    {
        await using var site = await ForUserAsync("floe");
        var (certificate, key) = site.Certificates.User("floe", isRsa);
        site.Write("floe.crt", certificate);
        site.Write("floe.key", key);
        site.WriteKubeconfig(isInline
            ? $"client-certificate-data: {KubernetesSite.Base64(certificate)}, client-key-data: {KubernetesSite.Base64(key)}"
            : "client-certificate: floe.crt, client-key: floe.key");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_certificate_that_is_rotated_in_its_files_is_used_for_new_connections()
    {
        await using var site = await ForUserAsync("second");
        var (certificate, key) = site.Certificates.User("first", isRsa: true);
        site.Write("floe.crt", certificate);
        site.Write("floe.key", key);
        site.WriteKubeconfig("client-certificate: floe.crt, client-key: floe.key");
        Assert.Equal("Unauthorized", await site.ComplaintAsync());
        (certificate, key) = site.Certificates.User("second", isRsa: false);
        site.Write("floe.crt", certificate);
        site.Write("floe.key", key);

        Assert.Equal(0, await site.AskAsync());
    }

    private static async Task<KubernetesSite> ForUserAsync(string name)
    {
        var site = await KubernetesSite.StartAsync();
        site.Server.Accepts = http => http.Connection.ClientCertificate?.Subject == $"CN={name}";
        return site;
    }
}
