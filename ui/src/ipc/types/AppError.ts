export type AppError = { code: string; message: string; args: Record<string, string> };
