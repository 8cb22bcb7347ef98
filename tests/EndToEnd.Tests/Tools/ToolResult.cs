namespace Floe.EndToEnd.Tests.Tools;

internal sealed record ToolResult(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a run that must have succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"{this}");
        return Output;
    }

    public override string ToString() => $"{Command}\nexit code {ExitCode}\n{Output}\n{Errors}".TrimEnd();
}
