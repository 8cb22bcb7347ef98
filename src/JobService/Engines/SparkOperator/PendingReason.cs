using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Why a driver pod does not run yet, from its conditions, its containers and the cluster's warnings. Null: nothing says why.</summary>
internal static class PendingReason
{
    public static string? Of(PodView pod, EventView? warning) => Waiting(pod) ?? Unscheduled(pod) ?? Warned(warning);

    /// <summary>In words that do not flap: the kubelet changes between ErrImagePull and ImagePullBackOff as it tries.</summary>
    private static string? Waiting(PodView pod)
    {
        foreach (var container in (pod.Status.InitContainerStatuses ?? []).Concat(pod.Status.ContainerStatuses ?? []))
        {
            if (container.State?.Waiting is not { Reason: { } reason } waiting) continue;
            var said = waiting.Message is { Length: > 0 } message ? $" {Short(message)}" : "";
            switch (reason)
            {
                case "ErrImagePull" or "ImagePullBackOff":
                    return $"The image {container.Image} cannot be pulled.";
                case "InvalidImageName" or "ErrImageNeverPull" or "ErrImageInspect" or "RegistryUnavailable":
                    return $"The image {container.Image} cannot be used ({reason}).{said}";
                case "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError":
                    return $"The driver's container cannot be made ({reason}).{said}";
                case "CrashLoopBackOff":
                    return $"The container {container.Name} of the driver pod ends again and again.{said}";
            }
        }
        return null;
    }

    private static string? Unscheduled(PodView pod) => pod.Status.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } condition
        ? $"No node takes the driver pod ({condition.Reason ?? "Unschedulable"}){(condition.Message is { Length: > 0 } message ? $": {Short(message)}" : ".")}"
        : null;

    private static string? Warned(EventView? warning) => warning?.Message is { Length: > 0 } message ? $"{warning.Reason}: {Short(message)}" : null;

    private static string Short(string text) => text.Length <= 500 ? text.Trim() : $"{text.AsSpan(0, 500).Trim()}…";
}
