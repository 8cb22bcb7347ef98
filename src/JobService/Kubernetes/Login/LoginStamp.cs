using System.Text;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>
/// Tells whether files were written since. Files are replaced and touched in ways that no watcher of the file system tells alike everywhere; a look
/// costs microseconds. Links are followed: a mounted Secret changes by its folder's link, and the link in it stays as it was.
/// </summary>
internal static class LoginStamp
{
    public static string Of(IReadOnlyList<string> files)
    {
        var stamp = new StringBuilder();
        foreach (var file in files) stamp.Append(Of(file)).Append(';');
        return stamp.ToString();
    }

    private static string Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            return file.Exists ? $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "-";
        }
        catch (IOException)
        {
            // A link to nothing, for a moment.
            return "-";
        }
    }
}
