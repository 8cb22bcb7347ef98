namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Logins by a token, a name with a password, and on behalf of somebody.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_token_of_the_kubeconfig_logs_in()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "12345";
        site.WriteKubeconfig("token: 12345");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_token_file_that_is_written_anew_is_read_again()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "first";
        site.Write("token", "first\n");
        site.WriteKubeconfig("tokenFile: token, token: stands-behind");
        Assert.Equal(0, await site.AskAsync());
        site.Write("token", "later\n");
        site.Clock.Advance(TimeSpan.FromSeconds(11));
        site.Server.Token = "later";
        var lists = site.Server.Used.Values.Sum();

        Assert.Equal(0, await site.AskAsync());
        Assert.Equal(lists + 1, site.Server.Used.Values.Sum());
    }

    [Fact]
    public async Task A_refused_token_is_read_again_at_once()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "first";
        site.Write("token", "first");
        site.WriteKubeconfig("tokenFile: token");
        Assert.Equal(0, await site.AskAsync());
        site.Server.Token = "later";
        site.Write("token", "later");

        Assert.Equal(0, await site.AskAsync());
    }

    /// <summary>The kubelet changes a mounted token by a link above it; the path's own time stamps stay.</summary>
    [Fact]
    public async Task A_kubeconfig_in_a_mounted_secret_is_read_again_when_its_folder_s_link_changes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "first";
        site.WriteKubeconfig("token: first");
        Mount(site, "v1");
        site.Use(new() { Kubeconfig = site.PathOf("config") });
        Assert.Equal(0, await site.AskAsync());
        site.WriteKubeconfig("token: later");
        site.Server.Token = "later";
        Mount(site, "v2");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task A_token_that_the_server_takes_no_more_is_said_so()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Token = "another";
        site.WriteKubeconfig("token: old");

        Assert.Equal("Unauthorized", await site.ComplaintAsync());
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_named()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig("tokenFile: none");

        Assert.Contains($"The token file {site.PathOf("none")} cannot be read", await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_password_and_whom_to_act_as_go_along()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.Server.Accepts = http => http.Request.Headers.Authorization == $"Basic {KubernetesSite.Base64("ada:pass word")}"
            && http.Request.Headers["Impersonate-User"] == "jobs"
            && http.Request.Headers["Impersonate-Group"] == "spark"
            && http.Request.Headers["Impersonate-Extra-example.com%2Fscope"] == "read";
        site.WriteKubeconfig("username: ada, password: pass word, as: jobs, as-groups: [spark], as-user-extra: { example.com/scope: [read] }");

        Assert.Equal(0, await site.AskAsync());
    }

    [Fact]
    public async Task Groups_that_cannot_be_sent_one_by_one_are_refused()
    {
        await using var site = await KubernetesSite.StartAsync();
        site.WriteKubeconfig("token: t, as: jobs, as-groups: [a, b]");

        Assert.Contains("as-groups has several values", await site.ComplaintAsync(), StringComparison.Ordinal);
    }

    private static void Mount(KubernetesSite site, string version)
    {
        Directory.CreateDirectory(site.PathOf(version));
        File.Copy(site.Kubeconfig, Path.Combine(site.PathOf(version), "config"));
        if (Directory.Exists(site.PathOf("..data"))) Directory.Delete(site.PathOf("..data"));
        Directory.CreateSymbolicLink(site.PathOf("..data"), site.PathOf(version));
        if (!File.Exists(site.PathOf("config"))) File.CreateSymbolicLink(site.PathOf("config"), Path.Combine("..data", "config"));
    }
}
