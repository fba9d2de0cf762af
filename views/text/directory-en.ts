import type { directoryJa } from './directory-ja.ts'

/** Signing in by the city's directory, in English. */
export const directoryEn = {
  door: {
    signIn: 'Sign in with the city’s account',
    unlock: 'Unlock with the city’s account',
    hint: 'This leads to the city’s sign-in page, which asks who you are each time.',
    byPassword: 'Sign in with a password',
  },
  refusal: {
    title: 'You could not be signed in',
    again: 'Try the city’s account again',
    password: 'To the sign-in page',
    reason: {
      unavailable: {
        title: 'The city’s sign-in page cannot be reached',
        text: 'Please wait a little and try again. If you have a password here, you can sign in with it.',
      },
      denied: { title: 'The sign-in was stopped', text: 'The city’s sign-in page did not let you through.' },
      untrusted: {
        title: 'The sign-in could not be verified',
        text: 'The answer of the city’s sign-in page was not right. Try again; if it happens again, tell an administrator.',
      },
      expired: {
        title: 'The sign-in took too long',
        text: 'Too much time has passed, or you began anew on another page. Please start again.',
      },
      unknown_account: {
        title: 'You have no account here',
        text: 'The city knows who you are, but no account here is linked to you. Ask an administrator to enter the name of your city account.',
      },
      disabled: {
        title: 'This account is disabled',
        text: 'If you need it, ask an administrator to enable it.',
      },
    },
  },
  person: {
    link: 'Signing in with the city’s account',
    fact: 'City account',
    linked: 'Linked',
    linkedOnly: 'Linked (no password)',
    awaited: 'Waiting for the first sign-in',
    title: name => `${name}: city account`,
    onlyDirectory: 'This account is opened with the city’s account alone. It has no password.',
    none: 'No city account is linked. Enter its name, and it is linked when its owner first signs in.',
    waits: (name, until) => `Waiting for the first sign-in of “${name}”. After ${until} this is taken back.`,
    since: time => `Linked when its owner signed in on ${time}.`,
    name: 'Name of the city account',
    nameHint: 'The name used on the city’s sign-in page. It is erased once the account is linked',
    submit: 'Save',
    fault: {
      required: 'Enter the name of the city account.',
      not_a_name: 'Enter up to 255 characters without spaces.',
      name_awaited: 'This name has been entered for somebody else.',
    },
    stale: 'It has been changed meanwhile. Look at it as it is now, and try again if you still want to.',
    done: {
      name: 'Saved. Tell the person to sign in with the city’s account.',
      unlink: 'The link to the city’s account is taken away.',
      'password-off': 'The password is switched off.',
    },
    unlink: {
      title: 'Take the link away',
      linked: 'Everything that is open ends, and the city’s account no longer opens this one.',
      needsCode: 'There is no password, so a code for choosing one is needed afterwards.',
      awaited: 'Stop waiting and erase the name.',
      submit: 'Take the link away',
      withdraw: 'Take the name back',
    },
    passwordOff: {
      title: 'Switch the password off',
      text: 'The city’s account becomes the only way in. A code for choosing a password brings it back. For a day without the city’s sign-in, one administrator must keep a password.',
      submit: 'Switch the password off',
    },
  },
} satisfies typeof directoryJa
