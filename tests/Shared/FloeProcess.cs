using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace Floe.Testing;

/// <summary>The real program in a process of its own, as a user starts it.</summary>
internal sealed class FloeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    private FloeProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorAsync());
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    public int ProcessId => _process.Id;

    public static FloeProcess Start(string workingFolder, params string[] arguments) => Start(workingFolder, new Dictionary<string, string>(), arguments);

    /// <param name="workingFolder">Where it runs.</param>
    /// <param name="environment">What is set beside the environment of the test.</param>
    /// <param name="arguments">The command line.</param>
    public static FloeProcess Start(string workingFolder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "floe.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
        };
        // The developer's own AWS settings must not reach the program under test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("FLOE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<FloeResult> RunAsync(string workingFolder, string[] arguments, CancellationToken cancellationToken)
    {
        await using var process = Start(workingFolder, arguments);
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return new(exitCode, process.Output, process.Error);
    }

    /// <summary>Waits for a line, or fails with all that was said if the process ends without it.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
            if (wanted(line)) return line;
        throw new InvalidOperationException($"floe ended before the expected line.\n{Output}\n{Error}");
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>As <c>kill -9</c> does: no chance to say anything.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await WaitForExitAsync(cancellationToken);
    }

    /// <summary>As <c>kill</c> or a container runtime does.</summary>
    public void Terminate()
    {
        if (kill(_process.Id, 15) != 0) throw new InvalidOperationException($"kill failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_output) _output.AppendLine(line);
            _lines.Writer.TryWrite(line);
        }
        _lines.Writer.Complete();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            lock (_error) _error.AppendLine(line);
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006 // One libc call in a test; a generated import would need unsafe code.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
#pragma warning restore SYSLIB1054, CA5392, IDE1006
}

internal sealed record FloeResult(int ExitCode, string Output, string Error);
