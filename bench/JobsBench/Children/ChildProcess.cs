using System.Diagnostics;
using System.Globalization;

namespace Floe.JobsBench.Children;

/// <summary>A process of its own, so that its memory is measured alone and it can be killed; it ends with this object.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>MiB of physical memory held now. Linux only.</summary>
    public double Resident => Status("VmRSS:");

    /// <summary>The most MiB ever held. Linux only.</summary>
    public double Peak => Status("VmHWM:");

    /// <summary>Time that its threads have run.</summary>
    public TimeSpan Work
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a .NET program and waits until it says where it listens.</summary>
    /// <param name="assembly">Its file.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="environment">Added to this process's own.</param>
    /// <param name="ready">What stands before the address.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<(ChildProcess Process, Uri Endpoint)> StartAsync(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string ready, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        using var stop = cancellationToken.Register(process.Kill);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.IndexOf(ready, StringComparison.Ordinal) is var place && place < 0) continue;
            // Reads on, so that a log line cannot block it.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return (new ChildProcess(process), new Uri(line[(place + ready.Length)..].Trim()));
        }
        throw new InvalidOperationException($"{Path.GetFileName(assembly)} ended before it listened; what it said stands above.");
    }

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
