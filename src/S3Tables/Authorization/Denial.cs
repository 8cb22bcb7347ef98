namespace Floe.S3Tables.Authorization;

/// <summary>A refusal: 403. The code is each protocol's own: AccessDeniedException, ForbiddenException, AccessDenied.</summary>
/// <param name="Action">The first action that is not allowed.</param>
/// <param name="Resource">The ARN it was asked of.</param>
/// <param name="Message">In AWS's words.</param>
public sealed record Denial(string Action, string Resource, string Message);
