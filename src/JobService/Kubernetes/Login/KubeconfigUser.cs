using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>How a user of a kubeconfig logs in. What stands there wins over what a plugin would say, as with kubectl.</summary>
internal sealed class KubeconfigUser(JsonObject user, KubeconfigFiles files, List<string> errors, TimeProvider time)
{
    private static readonly string[] ExecVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    /// <param name="cluster">What a plugin may be told; null where it has errors.</param>
    /// <returns>Null where errors were told.</returns>
    public ICredentialSource? Read(ClusterLogin? cluster)
    {
        var before = errors.Count;
        var certificate = Certificate();
        if (user.Member("auth-provider") is { } provider)
            errors.Add($"The user has the auth-provider '{provider.Text("name")}', which Kubernetes removed in 1.26. Use its credential plugin (exec) instead.");
        var plugin = user.Member("exec") is { } exec ? Plugin(exec, cluster) : null;
        if (errors.Count > before) return null;
        return user switch
        {
            _ when user.Text("tokenFile") is { } path => new TokenFile(files.PathOf(path), certificate, time),
            _ when user.Text("token") is { } token => new FixedCredential(new(Credential.Bearer(token), certificate)),
            _ when user.Text("username") is { } name => new FixedCredential(new(Basic(name, user.Text("password") ?? ""), certificate)),
            _ when certificate is not null => new FixedCredential(new(null, certificate)),
            _ when plugin is not null => new ExecCredential(plugin, time),
            _ => new FixedCredential(new()),
        };
    }

    /// <summary>https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation</summary>
    public IReadOnlyDictionary<string, string> Impersonation()
    {
        var headers = new Dictionary<string, string>();
        Add("as", "Impersonate-User", user.Text("as") is { } name ? [name] : []);
        Add("as-uid", "Impersonate-Uid", user.Text("as-uid") is { } uid ? [uid] : []);
        Add("as-groups", "Impersonate-Group", user.Texts("as-groups"));
        var extra = user.Member("as-user-extra");
        foreach (var (key, _) in extra ?? []) Add($"as-user-extra {key}", $"Impersonate-Extra-{Uri.EscapeDataString(key)}", extra.Texts(key));
        return headers;

        void Add(string member, string header, IEnumerable<string> values)
        {
            // .NET joins the values of a header with commas; the API server takes that for one value.
            if (values.Count() > 1) errors.Add($"{member} has several values, of which the service can send only one.");
            else if (values.FirstOrDefault() is { } value) headers[header] = value;
        }
    }

    private ClientCertificate? Certificate()
    {
        var certificate = files.Text("client-certificate", user.Text("client-certificate-data"), user.Text("client-certificate"));
        var key = files.Text("client-key", user.Text("client-key-data"), user.Text("client-key"));
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null)
        {
            errors.Add($"The user has a {(certificate is null ? "client-key without client-certificate" : "client-certificate without client-key")}.");
            return null;
        }
        try
        {
            return ClientCertificate.FromPem(certificate, key);
        }
        catch (LoginException e)
        {
            errors.Add($"The user's {e.Message}");
            return null;
        }
    }

    private ExecPlugin? Plugin(JsonObject exec, ClusterLogin? cluster)
    {
        var (command, version) = (exec.Text("command"), exec.Text("apiVersion"));
        if (command is null) errors.Add("exec has no command.");
        if (!ExecVersions.Contains(version)) errors.Add($"exec has the apiVersion '{version}'. Use {string.Join(" or ", ExecVersions)}.");
        if (exec.Text("interactiveMode") == "Always") errors.Add("exec has interactiveMode Always: it needs a terminal, which the service does not have. Log in with a token or certificate.");
        if (command is null || version is null) return null;
        return new()
        {
            ApiVersion = version,
            // A name is looked for on PATH, a path is the kubeconfig's.
            Command = command.AsSpan().IndexOfAny('/', '\\') >= 0 ? files.PathOf(command) : command,
            Arguments = [.. exec.Texts("args")],
            Environment = [.. exec.Members("env").Select(entry => new KeyValuePair<string, string>(entry.Text("name") ?? "", entry.Text("value") ?? "")).Where(entry => entry.Key.Length > 0)],
            InstallHint = exec.Text("installHint"),
            Cluster = exec.Flag("provideClusterInfo") && cluster is not null ? ClusterOf(cluster) : null,
        };
    }

    private static ExecCluster ClusterOf(ClusterLogin cluster) => new()
    {
        Server = cluster.Server.AbsoluteUri,
        TlsServerName = cluster.TlsServerName,
        SkipTlsVerify = cluster.SkipTlsVerify ? true : null,
        Authorities = cluster.Authorities is { } authorities ? Convert.ToBase64String(Encoding.ASCII.GetBytes(authorities.ExportCertificatePems())) : null,
        Proxy = cluster.Proxy?.OriginalString,
    };

    private static AuthenticationHeaderValue Basic(string name, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
}
