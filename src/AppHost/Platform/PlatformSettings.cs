using Floe.ServiceDefaults.Platform;

namespace Floe.AppHost.Platform;

/// <summary>What the whole topology depends on.</summary>
/// <param name="Target">Where it runs.</param>
/// <param name="DataFolder">Absolute path; each service has a folder in it. It outlives the run.</param>
internal sealed record PlatformSettings(PlatformTarget Target, string DataFolder);
