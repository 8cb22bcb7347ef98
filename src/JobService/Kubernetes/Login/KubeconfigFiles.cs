using System.Text;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>What a kubeconfig holds either in itself, in base64, or in a file beside it.</summary>
internal sealed class KubeconfigFiles(string folder, List<string> errors)
{
    private readonly List<string> _read = [];

    /// <summary>Those that were read so far.</summary>
    public IReadOnlyList<string> Read => _read;

    public string PathOf(string named) => Path.GetFullPath(named, folder);

    /// <summary>The text in it; data wins over a file. Null where there is neither, or an error was told.</summary>
    public string? Text(string member, string? data, string? file) => data is not null ? Decode(member, data) : file is not null ? Load(member, PathOf(file)) : null;

    private string? Decode(string member, string data)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            errors.Add($"{member}-data is no base64.");
            return null;
        }
    }

    private string? Load(string member, string path)
    {
        _read.Add(path);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{member} cannot be read: {e.Message}");
            return null;
        }
    }
}
