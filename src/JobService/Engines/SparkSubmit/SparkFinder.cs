using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Finds Spark by SPARK_HOME or PATH and asks it for its version. What was found is kept for as long as the program is the same file.</summary>
internal sealed partial class SparkFinder(SparkSubmitOptions options) : IDisposable
{
    private static readonly TimeSpan VersionLimit = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private (string Program, DateTime Written, Version Version, string Scala)? _asked;

    /// <exception cref="SparkMissingException">There is none, or what is there is no Spark that runs.</exception>
    public async Task<SparkInstallation> FindAsync(CancellationToken cancellationToken)
    {
        var program = SparkPrograms.Find(options) ?? throw new SparkMissingException(
            options.SparkHome is { } named ? $"SPARK_HOME is '{named}', which has no bin/spark-submit." : "There is no spark-submit: SPARK_HOME is not set and PATH has none.");
        var (version, scala) = await AskAsync(program, cancellationToken);
        var home = SparkPrograms.HomeOf(program);
        var jars = SparkPrograms.JarsOf(home, program);
        var names = Directory.Exists(jars) ? Directory.EnumerateFiles(jars, "*.jar").Select(jar => Path.GetFileName(jar)).Order(StringComparer.Ordinal).ToList() : [];
        return new(program, home, version, scala, HadoopOf(names), jars, names, SparkDefaults.Read(Path.Combine(options.ConfFolder ?? Path.Combine(home, "conf"), "spark-defaults.conf")));
    }

    public void Dispose() => _one.Dispose();

    private async Task<(Version Version, string Scala)> AskAsync(string program, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var written = File.GetLastWriteTimeUtc(program);
            if (_asked is { } known && known.Program == program && known.Written == written) return (known.Version, known.Scala);
            var text = await VersionTextAsync(program, cancellationToken);
            var version = SparkVersion().Match(text);
            if (!version.Success) throw new SparkMissingException($"{program} --version does not tell a version of Spark. It says: {Short(text)}");
            var scala = ScalaVersion().Match(text);
            var answer = (Version.Parse(version.Groups[1].Value), scala.Success ? scala.Groups[1].Value : "2.12");
            _asked = (program, written, answer.Item1, answer.Item2);
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Spark prints it to standard error.</summary>
    private static async Task<string> VersionTextAsync(string program, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(VersionLimit);
        using var process = new Process { StartInfo = new(program, ["--version"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true } };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return string.Concat(texts);
        }
        catch (Win32Exception e)
        {
            throw new SparkMissingException($"{program} cannot be started: {e.Message}.", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new SparkMissingException($"{program} --version did not answer within {VersionLimit.TotalSeconds} s. Is a Java runtime installed, and JAVA_HOME right?");
        }
    }

    private static Version? HadoopOf(List<string> jars) => jars.Select(jar => HadoopClient().Match(jar)).FirstOrDefault(match => match.Success) is { } found ? Version.Parse(found.Groups[1].Value) : null;

    private static string Short(string text) => text.Trim() is { Length: > 300 } words ? $"{words[..300]}…" : text.Trim();

    [GeneratedRegex(@"version (\d+\.\d+\.\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex SparkVersion();

    [GeneratedRegex(@"Scala version (\d+\.\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ScalaVersion();

    [GeneratedRegex(@"^hadoop-client-(?:api|runtime)-(\d+\.\d+\.\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex HadoopClient();
}
