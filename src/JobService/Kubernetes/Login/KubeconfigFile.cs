using System.Text.Json.Nodes;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>Reads one kubeconfig file (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/).</summary>
internal static class KubeconfigFile
{
    /// <param name="path">The file; paths in it are relative to its folder.</param>
    /// <param name="context">Null: its current one.</param>
    /// <param name="time">By which tokens age.</param>
    /// <exception cref="LoginException">It is not there or cannot be used; the message has all that is wrong.</exception>
    public static ClusterLogin Read(string path, string? context, TimeProvider time)
    {
        var root = Parse(path);
        var name = context ?? root.Text("current-context");
        var contexts = string.Join(", ", root.Members("contexts").Select(entry => entry.Text("name")));
        var has = contexts.Length == 0 ? "It has no context." : $"It has: {contexts}.";
        if (name is null) throw new LoginException($"The kubeconfig {path} has no current-context. {has} Set JobService:SparkOperator:Context to one of them.");
        if (root.Named("contexts", name, "context") is not { } chosen)
            throw new LoginException($"The kubeconfig {path} has no context '{name}'. {has} Set JobService:SparkOperator:Context to one of them.");
        var errors = new List<string>();
        var login = new KubeconfigContext(root, chosen, Path.GetDirectoryName(path)!, errors, time).Read();
        if (errors.Count > 0) throw new LoginException($"The kubeconfig {path} cannot be used, context {name}: {string.Join(" ", errors)}");
        return login! with { Files = [path, .. login.Files] };
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return YamlDocument.Parse(File.ReadAllText(path)) as JsonObject ?? throw new LoginException($"The kubeconfig {path} is no mapping. Is it a kubeconfig?");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LoginException($"There is no kubeconfig at {path}. Start the cluster, or set JobService:SparkOperator:Kubeconfig to where it is.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LoginException($"The kubeconfig {path} cannot be read: {e.Message}", e);
        }
        catch (ManifestException e)
        {
            throw new LoginException($"The kubeconfig {path} {e.Message}", e);
        }
    }
}
