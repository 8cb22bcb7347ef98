using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Why a driver ended, in words: the operator's, and the node's.</summary>
internal static class EndReason
{
    private const int Longest = 2000;

    /// <summary>What the operator says, with what became of the pod where the operator did not see it.</summary>
    public static string OfOperator(ApplicationView application, PodView? driver = null)
    {
        var text = application.Error?.Trim() ?? "The operator says no reason.";
        // spark-submit's whole stderr: what went wrong stands at its end.
        if (text.Length > Longest) text = $"…{text.AsSpan(text.Length - Longest)}";
        if (!text.EndsWith('.')) text += ".";
        return driver?.Status.Reason is { } reason && !text.Contains(reason, StringComparison.Ordinal) ? $"{text} {OfPod(driver)}" : text;
    }

    /// <summary>Of a driver that has ended.</summary>
    public static string OfDriver(PodView driver) => driver.Ended is { } ended
        ? $"The driver ended with exit code {ended.ExitCode}{(ended.Reason is { } reason and not "Error" ? $" ({reason})" : "")}{(driver.Status.Reason is { } why ? $", {why}" : "")}.{(ended.Message is { Length: > 0 } message ? $" {message.Trim()}" : "")}"
        : OfPod(driver);

    /// <summary>The node's own words, such as of an eviction.</summary>
    private static string OfPod(PodView driver) =>
        $"The driver pod failed{(driver.Status.Reason is { } reason ? $" ({reason})" : "")}. {driver.Status.Message?.Trim()}".TrimEnd();
}
